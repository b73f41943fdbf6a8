import type { Book } from '#test/google/sheets/book/book.ts'
import { newItem, SPREADSHEET, type StoredFile } from '#test/google/drive/item.ts'
import { userPermission, type Role } from '#test/google/drive/permission.ts'
import { stableFileId } from '#test/google/ids.ts'
import { ADA, BEN, CHIARA, type Person } from '#test/google/oauth/people.ts'
import {
  blank,
  invoices,
  measurements,
  potluck,
  projects,
  roadmap,
  runs,
  salaries,
  tenMillionCells,
} from './books.ts'
import { budget } from './budget.ts'
import { haushaltsbuch, library } from './elsewhere.ts'
import { contacts, readingList } from './home.ts'
import { prices, suppliers } from './trade.ts'
import { trip } from './trip.ts'

/** The spreadsheets that are there from the start. Ids are always the same. */
export const SEED_IDS = {
  reading: stableFileId('Reading list'),
  suppliers: stableFileId('Suppliers'),
  prices: stableFileId('Prices 2026'),
  budget: stableFileId('Household budget'),
  contacts: stableFileId('Contacts'),
  empty: stableFileId('Untitled spreadsheet'),
  measurements: stableFileId('Measurements'),
  trip: stableFileId('Trip to Bergen'),
  /** In the German locale. */
  haushalt: stableFileId('Haushaltsbuch 2026'),
  /** Written from the right to the left. */
  library: stableFileId('مكتبة البيت'),
  /** As long and as wide as a spreadsheet can be. */
  cells: stableFileId('Ten million cells'),
  /** Ben's, shared with Ada for reading. */
  roadmap: stableFileId('Team roadmap'),
  /** Ben's, shared with Ada for editing. */
  potluck: stableFileId('Summer potluck'),
  /** Ben's own: Ada may not see it. */
  salaries: stableFileId('Salaries'),
  /** The one that recorded answers know as forbidden. */
  forbidden: '1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc',
  running: stableFileId('Running log'),
  studio: stableFileId('Studio projects'),
  invoices: stableFileId('Invoices 2026'),
} as const

type Seed = {
  id: string
  name: string
  owner: Person
  book: Book
  shared?: [Person, Role][]
  /** Days before now. */
  modified: number
  /** Days before now, of each person who ever opened it. */
  viewed?: [Person, number][]
  starred?: Person[]
  modifiedBy?: Person
}

let made: Seed[] | undefined

/** Made once: a book is never changed in place, so that every start can have the same ones. */
function seeds(): Seed[] {
  made ??= makeSeeds()
  return made
}

function makeSeeds(): Seed[] {
  const hour = 1 / 24
  return [
    {
      id: SEED_IDS.reading,
      name: 'Reading list',
      owner: ADA,
      book: readingList(),
      modified: 2 * hour,
      viewed: [[ADA, hour]],
      starred: [ADA],
    },
    {
      id: SEED_IDS.suppliers,
      name: 'Suppliers',
      owner: ADA,
      book: suppliers(),
      shared: [[CHIARA, 'writer']],
      modified: 1.2,
      viewed: [[ADA, 5 * hour]],
      modifiedBy: CHIARA,
    },
    {
      id: SEED_IDS.prices,
      name: 'Prices 2026',
      owner: ADA,
      book: prices(),
      shared: [[BEN, 'reader']],
      modified: 3.5,
      viewed: [[ADA, 1.1]],
      starred: [ADA],
    },
    {
      id: SEED_IDS.measurements,
      name: 'Measurements',
      owner: ADA,
      book: measurements(),
      modified: 6,
      viewed: [[ADA, 2.3]],
    },
    {
      id: SEED_IDS.budget,
      name: 'Household budget',
      owner: ADA,
      book: budget(),
      modified: 9,
      viewed: [[ADA, 8]],
    },
    {
      id: SEED_IDS.contacts,
      name: 'Contacts',
      owner: ADA,
      book: contacts(),
      modified: 41,
      viewed: [[ADA, 20]],
    },
    {
      id: SEED_IDS.empty,
      name: 'Untitled spreadsheet',
      owner: ADA,
      book: blank(),
      modified: 63,
      viewed: [[ADA, 63]],
    },
    {
      id: SEED_IDS.trip,
      name: 'Trip to Bergen',
      owner: ADA,
      book: trip(),
      modified: 66,
      viewed: [[ADA, 65]],
    },
    {
      id: SEED_IDS.haushalt,
      name: 'Haushaltsbuch 2026',
      owner: ADA,
      book: haushaltsbuch(),
      modified: 68,
      viewed: [[ADA, 67]],
    },
    {
      id: SEED_IDS.library,
      name: 'مكتبة البيت',
      owner: ADA,
      book: library(),
      modified: 70,
      viewed: [[ADA, 69]],
    },
    {
      id: SEED_IDS.cells,
      name: 'Ten million cells',
      owner: ADA,
      book: tenMillionCells(),
      modified: 73,
      viewed: [[ADA, 72]],
    },
    {
      id: SEED_IDS.roadmap,
      name: 'Team roadmap',
      owner: BEN,
      book: roadmap(),
      shared: [
        [ADA, 'reader'],
        [CHIARA, 'writer'],
      ],
      modified: 4.2,
      viewed: [
        [ADA, 4],
        [BEN, 3],
      ],
    },
    {
      id: SEED_IDS.potluck,
      name: 'Summer potluck',
      owner: BEN,
      book: potluck(),
      shared: [[ADA, 'writer']],
      modified: 17,
      viewed: [[BEN, 15]],
    },
    {
      id: SEED_IDS.salaries,
      name: 'Salaries',
      owner: BEN,
      book: salaries(),
      modified: 30,
      viewed: [[BEN, 12]],
    },
    {
      id: SEED_IDS.forbidden,
      name: 'Private',
      owner: BEN,
      book: blank(),
      modified: 400,
      viewed: [[BEN, 400]],
    },
    {
      id: SEED_IDS.running,
      name: 'Running log',
      owner: BEN,
      book: runs(),
      modified: 2,
      viewed: [[BEN, 1]],
      starred: [BEN],
    },
    {
      id: SEED_IDS.studio,
      name: 'Studio projects',
      owner: CHIARA,
      book: projects(),
      modified: 0.8,
      viewed: [[CHIARA, 0.4]],
    },
    {
      id: SEED_IDS.invoices,
      name: 'Invoices 2026',
      owner: CHIARA,
      book: invoices(),
      modified: 12,
      viewed: [[CHIARA, 11]],
    },
  ]
}

const DAY = 86_400_000

/** @param now milliseconds since 1970; every date of a file is before it. */
export function seedFiles(now: number): StoredFile[] {
  return seeds().map((seed) => {
    const modifiedTime = Math.round(now - seed.modified * DAY)
    const createdTime = modifiedTime - 90 * DAY
    const modifiedBy = seed.modifiedBy ?? seed.owner
    const shared = seed.shared ?? []
    const given = shared.map(([person, role]) =>
      userPermission(person.email, role, createdTime + 30 * DAY),
    )
    const { id, name, owner, book } = seed
    const item = newItem(
      {
        id,
        name,
        owner,
        mimeType: SPREADSHEET,
        permissions: [userPermission(owner.email, 'owner', createdTime), ...given],
        createdTime,
        modifiedTime,
        modifiedBy,
        version: 12 + Math.floor(seed.modified * 7),
        viewed: new Map(
          (seed.viewed ?? []).map(([person, days]) => [person.sub, Math.round(now - days * DAY)]),
        ),
        modifiedByMe: new Map([[modifiedBy.sub, modifiedTime]]),
        starred: new Set((seed.starred ?? []).map(({ sub }) => sub)),
      },
      now,
    )
    return Object.assign(item, { book })
  })
}
