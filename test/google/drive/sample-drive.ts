import { newItem, SPREADSHEET, type SharedDrive } from './item.ts'
import { topId, type Files } from './files.ts'
import { userPermission } from './permission.ts'
import { stableFileId } from '#test/google/ids.ts'
import { ADA, CHIARA } from '#test/google/oauth/people.ts'
import { newBook, newSheet } from '#test/google/sheets/book/book.ts'
import { Grid, type Row } from '#test/google/sheets/book/grid.ts'

/** The shared drive that is there from the start, and the spreadsheet in it. */
export const SAMPLE_DRIVE = { id: topId('Studio Nord'), stock: stableFileId('Stock') }

const STOCK = [
  ['Item', 'Shelf', 'Left'],
  ['Gaffer tape, black', 'B2', 14],
  ['Cable drum 25 m', 'A1', 3],
  ['Grey card', 'C4', 6],
]

const DAY = 86_400_000

/** Chiara's studio has a shared drive; Ada may edit what is in it. */
export function addSampleDrive(files: Files, now: number): void {
  const createdTime = now - 300 * DAY
  const drive: SharedDrive = { id: SAMPLE_DRIVE.id, name: 'Studio Nord', createdTime }
  files.addDrive(drive, CHIARA, [
    userPermission(CHIARA.email, 'organizer', createdTime),
    userPermission(ADA.email, 'writer', createdTime),
  ])
  const rows = STOCK.map((cells): Row =>
    cells.map((cell) => ({
      value: typeof cell === 'number' ? { numberValue: cell } : { stringValue: cell },
    })),
  )
  const book = newBook([newSheet({ title: 'Stock', sheetId: 0, grid: new Grid(1000, 26, rows) })])
  const modifiedTime = now - 70 * DAY
  const given = { id: SAMPLE_DRIVE.stock, name: 'Stock', mimeType: SPREADSHEET, owner: CHIARA }
  const place = { driveId: drive.id, parent: drive.id }
  files.add(newItem({ ...given, ...place, createdTime, modifiedTime, version: 31, book }, now))
}
