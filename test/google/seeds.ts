import { newBook, newSheet, type Book, type Sheet } from './book.ts'
import type { CellFormat } from './cell.ts'
import { SPREADSHEET, type Role, type StoredFile } from './files.ts'
import { Grid, type Cell, type Row } from './grid.ts'
import { stableFileId } from './ids.ts'
import { serial } from './number-format.ts'
import { ADA, BEN, CHIARA, type Person } from './people.ts'
import { CONTACTS, READING, SUPPLIERS } from './seed-rows.ts'

/** The spreadsheets that are there from the start. Ids are always the same. */
export const SEED_IDS = {
  reading: stableFileId('Reading list'),
  suppliers: stableFileId('Suppliers'),
  prices: stableFileId('Prices 2026'),
  budget: stableFileId('Household budget'),
  contacts: stableFileId('Contacts'),
  empty: stableFileId('Untitled spreadsheet'),
  measurements: stableFileId('Measurements'),
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

export const MEASUREMENT_ROWS = 10_000

const BOLD: CellFormat = { textFormat: { bold: true } }
const DATE: CellFormat = { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } }
const SHORT_DATE: CellFormat = { numberFormat: { type: 'DATE', pattern: 'd mmm yyyy' } }
const EURO: CellFormat = { numberFormat: { type: 'CURRENCY', pattern: '[$€]#,##0.00' } }
const DOLLAR: CellFormat = { numberFormat: { type: 'CURRENCY', pattern: '"$"#,##0.00' } }
const PERCENT: CellFormat = { numberFormat: { type: 'PERCENT', pattern: '0.0%' } }
const GROUPED: CellFormat = { numberFormat: { type: 'NUMBER', pattern: '#,##0' } }

type Plain = string | number | boolean | null

function cell(value: Plain, format?: CellFormat): Cell | undefined {
  if (value === null || value === '') return format && { format }
  const kept =
    typeof value === 'number'
      ? { numberValue: value }
      : typeof value === 'boolean'
        ? { boolValue: value }
        : { stringValue: value }
  return { value: kept, ...(format ? { format } : {}) }
}

/** A bold header over rows; `formats` are by column. */
function table(
  header: readonly string[],
  rows: readonly (readonly Plain[])[],
  formats: readonly (CellFormat | undefined)[] = [],
): Row[] {
  return [
    header.map((name) => cell(name, BOLD)),
    ...rows.map((row) => row.map((value, column) => cell(value, formats[column]))),
  ]
}

function tab(
  title: string,
  rows: readonly Row[],
  given: {
    colour?: [number, number, number]
    hidden?: boolean
    widths?: number[]
    id?: number
  } = {},
): Sheet {
  const [red = 0, green = 0, blue = 0] = given.colour ?? []
  const rgb = Object.fromEntries(
    Object.entries({ red, green, blue }).filter(([, part]) => part > 0),
  )
  const sheet = newSheet({
    title,
    sheetId: given.id ?? 0,
    grid: new Grid(1000, 26, rows),
    properties: {
      gridProperties: rows.length > 0 ? { frozenRowCount: 1 } : {},
      ...(given.colour ? { tabColor: rgb, tabColorStyle: { rgbColor: rgb } } : {}),
      ...(given.hidden === true ? { hidden: true } : {}),
    },
  })
  given.widths?.forEach((pixelSize, column) => sheet.columns.set(column, { pixelSize }))
  return sheet
}

/** Dates as `2026-03-04` in seed rows become serial numbers. */
function day(text: string): number {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  return serial(year, month, date)
}

function readingList(): Book {
  const rows = READING.map(([title, link, note, date, read]) => [
    title,
    link,
    note,
    day(date),
    read,
  ])
  const formats = [undefined, undefined, undefined, DATE]
  const list = tab(
    'Reading list',
    table(['Title', 'Link', 'Note', 'Date', 'Read'], rows, formats),
    {
      widths: [260, 220, 300, 100, 70],
    },
  )
  return newBook([list, tab('Archive', [], { id: 1187302645 })])
}

function suppliers(): Book {
  const rows = SUPPLIERS.map(([name, city, country, since, spend, share, active]) => [
    name,
    city,
    country,
    day(since),
    spend,
    share,
    active,
  ])
  const formats = [undefined, undefined, undefined, SHORT_DATE, EURO, PERCENT]
  const header = ['Supplier', 'City', 'Country', 'Since', 'Spend 2025', 'Share', 'Active']
  return newBook([tab('Suppliers', table(header, rows, formats), { widths: [220, 130, 110] })])
}

function prices(): Book {
  const products = ['Oak board', 'Walnut board', 'Brass hinge', 'Linen cord', 'Beeswax', 'Wood oil']
  const list = (factor: number, start: string): Row[] =>
    table(
      ['Article', 'Price', 'Discount', 'In stock', 'Valid from'],
      products.flatMap((name, index) =>
        ['S', 'M', 'L'].map((size, step) => [
          `${name} ${size}`,
          Math.round((4.9 + index * 7.35) * (1 + step * 0.6) * factor * 100) / 100,
          [0, 0.05, 0.125][(index + step) % 3] ?? 0,
          (index * 37 + step * 113) % 1450,
          day(start) + index,
        ]),
      ),
      [undefined, factor === 1 ? EURO : DOLLAR, PERCENT, GROUPED, DATE],
    )
  return newBook([
    tab('Europe', list(1, '2026-01-01'), { colour: [0.26, 0.52, 0.96], widths: [180] }),
    tab('United States', list(1.12, '2026-01-15'), {
      id: 901244871,
      colour: [0.92, 0.26, 0.21],
      widths: [180],
    }),
    tab('Notes', table(['Note'], [['Prices without tax'], ['Ask Ben about volume discounts']]), {
      id: 1440092137,
      colour: [0.98, 0.74, 0.02],
      widths: [320],
    }),
    tab('Costs', list(0.61, '2026-01-01'), { id: 277310984, hidden: true }),
  ])
}

function budget(): Book {
  const months = ['January', 'February', 'March', 'April']
  const items: [string, number][] = [
    ['Rent', 1240],
    ['Electricity', 86.4],
    ['Internet', 39.9],
    ['Groceries', 412.35],
    ['Transport', 74],
    ['Insurance', 118.2],
    ['Books', 56.8],
    ['Savings', 350],
  ]
  const month = (index: number): Row[] =>
    table(
      ['Item', 'Planned', 'Spent', 'Paid on', 'Done'],
      items.map(([name, planned], row) => [
        name,
        planned,
        Math.round(planned * (0.9 + ((row * 7 + index * 3) % 5) / 20) * 100) / 100,
        serial(2026, index + 1, 1 + row * 3),
        index < 3 || row < 5,
      ]),
      [undefined, EURO, EURO, SHORT_DATE],
    )
  return newBook(
    months.map((name, index) =>
      tab(name, month(index), { id: index === 0 ? 0 : 510_000_000 + index }),
    ),
  )
}

function contacts(): Book {
  const header = ['Name', 'Email', 'Phone', 'Company', 'Met at', 'Notes']
  return newBook([
    tab('Contacts', table(header, CONTACTS), { widths: [170, 220, 140, 160, 140, 260] }),
  ])
}

const STATIONS = ['Harbour', 'North gate', 'Mill pond', 'Observatory', 'East bridge']

function numbers(pattern: string, type: string): CellFormat {
  return { numberFormat: { type, pattern } }
}

/** Row by row, made when read: 10,000 below the header, 8 columns. */
function measurements(): Book {
  const header = table(
    ['No.', 'Date', 'Time', 'Station', 'Temperature', 'Humidity', 'Pressure', 'Remark'],
    [],
  )[0]
  const [celsius, share, hectopascal, clock] = [
    numbers('0.0" °C"', 'NUMBER'),
    numbers('0%', 'PERCENT'),
    numbers('#,##0.0', 'NUMBER'),
    numbers('h:mm', 'TIME'),
  ]
  const source = (index: number): Row => {
    if (index === 0) return header ?? []
    const wave = Math.sin(index / 17) * 9 + Math.sin(index / 331) * 6
    const remark = index % 97 === 0 ? 'sensor cleaned' : index % 41 === 0 ? 'estimated' : null
    return [
      cell(index),
      cell(serial(2025, 1, 1) + Math.floor((index - 1) / 24), DATE),
      cell(((index - 1) % 24) / 24, clock),
      cell(STATIONS[index % STATIONS.length] ?? ''),
      cell(Math.round((11 + wave) * 10) / 10, celsius),
      cell(Math.round(62 + Math.cos(index / 23) * 27) / 100, share),
      cell(Math.round((1013 + Math.sin(index / 89) * 18) * 10) / 10, hectopascal),
      cell(remark),
    ]
  }
  const count = MEASUREMENT_ROWS + 1
  const sheet = tab('Measurements', [])
  sheet.properties.gridProperties = { frozenRowCount: 1 }
  sheet.grid = new Grid(count, 8, { source, count })
  return newBook([sheet])
}

function simple(
  title: string,
  header: string[],
  rows: Plain[][],
  formats: (CellFormat | undefined)[] = [],
): Book {
  return newBook([tab(title, table(header, rows, formats))])
}

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

function seeds(): Seed[] {
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
      book: newBook([tab('Sheet1', [])]),
      modified: 63,
      viewed: [[ADA, 63]],
    },
    {
      id: SEED_IDS.roadmap,
      name: 'Team roadmap',
      owner: BEN,
      book: simple(
        'Roadmap',
        ['Quarter', 'Goal', 'Lead', 'Due', 'Done'],
        [
          ['Q1', 'Move the archive', 'Ben Okafor', serial(2026, 3, 31), true],
          ['Q2', 'New price lists', 'Ada Lovelace', serial(2026, 6, 30), true],
          ['Q3', 'Supplier portal', 'Chiara Rossi', serial(2026, 9, 30), false],
          ['Q4', 'Measure twice a day', 'Ben Okafor', serial(2026, 12, 18), false],
        ],
        [undefined, undefined, undefined, SHORT_DATE],
      ),
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
      book: simple(
        'Dishes',
        ['Who', 'Dish', 'Serves'],
        [
          ['Ben', 'Jollof rice', 12],
          ['Ada', 'Lemon tart', 8],
          ['Chiara', 'Caponata', 10],
        ],
      ),
      shared: [[ADA, 'writer']],
      modified: 17,
      viewed: [[BEN, 15]],
    },
    {
      id: SEED_IDS.salaries,
      name: 'Salaries',
      owner: BEN,
      book: simple('2026', ['Person', 'Salary'], [['Ben Okafor', 61000]], [undefined, EURO]),
      modified: 30,
      viewed: [[BEN, 12]],
    },
    {
      id: SEED_IDS.forbidden,
      name: 'Private',
      owner: BEN,
      book: newBook([tab('Sheet1', [])]),
      modified: 400,
      viewed: [[BEN, 400]],
    },
    {
      id: SEED_IDS.running,
      name: 'Running log',
      owner: BEN,
      book: simple(
        'Runs',
        ['Date', 'Kilometres', 'Minutes'],
        Array.from({ length: 24 }, (_, run) => [
          serial(2026, 1, 4) + run * 5,
          Math.round((5 + (run % 7) * 1.3) * 10) / 10,
          31 + (run % 7) * 8,
        ]),
        [DATE],
      ),
      modified: 2,
      viewed: [[BEN, 1]],
      starred: [BEN],
    },
    {
      id: SEED_IDS.studio,
      name: 'Studio projects',
      owner: CHIARA,
      book: simple(
        'Projects',
        ['Project', 'Client', 'Budget', 'Progress', 'Deadline'],
        [
          ['Harbour pavilion', 'City of Bergen', 184000, 0.65, serial(2026, 11, 2)],
          ['Reading room', 'Linden Library', 52500, 0.9, serial(2026, 9, 18)],
          ['Glass stair', 'Okafor & Sons', 31800, 0.2, serial(2027, 1, 29)],
        ],
        [undefined, undefined, EURO, PERCENT, SHORT_DATE],
      ),
      modified: 0.8,
      viewed: [[CHIARA, 0.4]],
    },
    {
      id: SEED_IDS.invoices,
      name: 'Invoices 2026',
      owner: CHIARA,
      book: simple(
        'Invoices',
        ['Number', 'Client', 'Amount', 'Sent', 'Paid'],
        Array.from({ length: 18 }, (_, index) => [
          `2026-${String(index + 1).padStart(3, '0')}`,
          ['City of Bergen', 'Linden Library', 'Okafor & Sons'][index % 3] ?? '',
          1200 + index * 137.5,
          serial(2026, 1, 7) + index * 9,
          index < 14,
        ]),
        [undefined, undefined, EURO, DATE],
      ),
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
    return {
      id: seed.id,
      name: seed.name,
      mimeType: SPREADSHEET,
      owner: seed.owner,
      access: new Map<string, Role>([
        [seed.owner.sub, 'owner'],
        ...shared.map(([person, role]) => [person.sub, role] as const),
      ]),
      createdTime,
      modifiedTime,
      modifiedBy,
      version: 12 + Math.floor(seed.modified * 7),
      trashed: false,
      viewed: new Map(
        (seed.viewed ?? []).map(([person, days]) => [person.sub, Math.round(now - days * DAY)]),
      ),
      modifiedByMe: new Map([[modifiedBy.sub, modifiedTime]]),
      starred: new Set((seed.starred ?? []).map(({ sub }) => sub)),
      shared: new Map(shared.map(([person]) => [person.sub, createdTime + 30 * DAY])),
      openTo: new Set(),
      book: seed.book,
    }
  })
}
