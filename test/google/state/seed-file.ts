import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { newItem, SPREADSHEET, type StoredFile } from '#test/google/drive/item.ts'
import { userPermission } from '#test/google/drive/permission.ts'
import { readMessage } from '#test/google/http/read-message.ts'
import { newFileId } from '#test/google/ids.ts'
import { PEOPLE, type Person } from '#test/google/oauth/people.ts'
import { SEED_IDS, seedFiles } from '#test/google/seeds/seeds.ts'
import type { Book } from '#test/google/sheets/book/book.ts'
import { makeBook } from '#test/google/sheets/requests/make-book.ts'
import { updateValues } from '#test/google/sheets/values/write.ts'

/** People and spreadsheets to begin with, out of a JSON file; docs/local-google.md has its form. */
export type Seed = { people: readonly Person[]; files: (now: number) => StoredFile[] }

const SAMPLES = Object.keys(SEED_IDS) as [keyof typeof SEED_IDS]

const person = z.strictObject({
  email: z.email().toLowerCase(),
  name: z.string().min(1),
  domain: z.string().optional(),
  sub: z
    .string()
    .regex(/^\d{21}$/, 'has 21 digits')
    .optional(),
})

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()])

const file = z.strictObject({
  name: z.string().min(1),
  id: z.string().min(10).optional(),
  owner: z.string().optional(),
  shares: z.record(z.string(), z.literal(['writer', 'commenter', 'reader'])).default({}),
  sheets: z
    .array(z.strictObject({ title: z.string().min(1), rows: z.array(z.array(plain)).default([]) }))
    .default([]),
  spreadsheet: z.record(z.string(), z.unknown()).optional(),
})

const seed = z.strictObject({
  people: z.array(person).min(1).optional(),
  samples: z
    .union([z.literal('all'), z.array(z.literal(SAMPLES))], {
      error: `takes "all" or a list of these: ${SAMPLES.join(', ')}`,
    })
    .default([]),
  files: z.array(file).default([]),
})

type SeedPerson = z.infer<typeof person>
type SeedFile = z.infer<typeof file>

/** A seed that cannot be used; its message says what to do. */
export class SeedError extends Error {}

/**
 * Reads a seed.
 * @param path of a JSON file, or `none` for people without files.
 * @throws SeedError
 */
export function readSeed(path: string): Seed {
  if (path === 'none') return { people: PEOPLE, files: () => [] }
  const given = parseSeed(path)
  const people = peopleOf(given.people, given.samples !== 'all' && given.samples.length === 0)
  const wanted = new Set<string>(
    given.samples === 'all' ? Object.values(SEED_IDS) : given.samples.map((name) => SEED_IDS[name]),
  )
  const files = (now: number): StoredFile[] => [
    ...given.files.map((each) => makeFile(each, people, now)),
    ...seedFiles(now).filter(({ id }) => wanted.has(id)),
  ]
  // What is wrong in a spreadsheet is told now, not when somebody opens it.
  files(Date.now())
  return { people, files }
}

function parseSeed(path: string): z.infer<typeof seed> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new SeedError(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new SeedError('is not JSON')
  }
  const read = seed.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const place = issue?.path.join('.') ?? ''
  throw new SeedError(`is wrong${place === '' ? '' : ` at ${place}`}: ${issue?.message ?? ''}`)
}

/** Those of the file first; the local Google's own are there too when samples are theirs. */
function peopleOf(given: readonly SeedPerson[] | undefined, alone: boolean): readonly Person[] {
  if (!given) return PEOPLE
  const people = given.map(makePerson)
  const others = PEOPLE.filter(({ email }) => !people.some((each) => each.email === email))
  return alone ? people : [...people, ...others]
}

const COLOURS = ['#7b1fa2', '#00796b', '#c2185b', '#5d4037', '#1976d2', '#f57c00']

function makePerson({ email, name, domain, sub }: SeedPerson, index: number): Person {
  const known = PEOPLE.find((each) => each.email === email)
  if (known && sub === undefined) return { ...known, name }
  const [givenName = name, ...rest] = name.split(' ')
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex')}`) % 10n ** 20n
  return {
    sub: sub ?? `1${String(digits).padStart(20, '0')}`,
    email,
    name,
    givenName,
    familyName: rest.join(' '),
    colour: COLOURS[index % COLOURS.length] ?? '#7b1fa2',
    ...(domain === undefined ? {} : { domain }),
  }
}

function makeFile(given: SeedFile, people: readonly Person[], now: number): StoredFile {
  const at = (what: string): string => `is wrong in the file "${given.name}": ${what}`
  const owner = people.find(({ email }) => email === (given.owner ?? people[0]?.email))
  if (!owner) throw new SeedError(at(`its owner ${String(given.owner)} is not among the people`))
  const shares = Object.entries(given.shares).map(([email, role]) =>
    userPermission(email, role, now),
  )
  const item = newItem(
    {
      id: given.id ?? newFileId(),
      name: given.name,
      mimeType: SPREADSHEET,
      owner,
      permissions: [userPermission(owner.email, 'owner', now), ...shares],
    },
    now,
  )
  try {
    return Object.assign(item, { book: makeContent(given, now) })
  } catch (error) {
    throw new SeedError(at(error instanceof Error ? error.message : ''))
  }
}

/** Rows are typed in as a person would; a spreadsheet is what `spreadsheets.create` takes. */
function makeContent({ sheets, spreadsheet }: SeedFile, now: number): Book {
  const tabs = sheets.map(({ title, rows }, index) => ({
    properties: {
      sheetId: index,
      title,
      gridProperties: {
        rowCount: Math.max(1000, rows.length),
        columnCount: Math.max(26, ...rows.map((row) => row.length)),
      },
    },
  }))
  const body = spreadsheet ?? { sheets: tabs }
  const { book } = makeBook(readMessage(body, 'Spreadsheet', 'spreadsheet'), '', now)
  if (spreadsheet) return book
  for (const { title, rows } of sheets) {
    if (rows.length === 0) continue
    const writing = { spreadsheetId: '', input: 'USER_ENTERED', now } as const
    updateValues(book, `'${title.replaceAll("'", "''")}'!A1`, rows, writing)
  }
  return book
}
