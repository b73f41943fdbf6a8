import { randomInt } from 'node:crypto'
import type { Book, Mark } from '#server/google/sheets.ts'
import { SheetsideError } from '#shared/errors.ts'

/** Names of the developer metadata by which a table is found again: its columns, and its header row. */
export const COLUMN = 'sheetside.column'
export const HEADER = 'sheetside.header'

/** Developer metadata ids are positive and fit 32 bits. */
export function newMetadataId(): number {
  return randomInt(1, 2 ** 31)
}

export type Marks = { header: number | undefined; columns: (number | undefined)[] }

/**
 * Marks a header row and columns of a tab, so that they are known wherever they are moved and whatever
 * they are called. What is marked already, by whomever, keeps its mark; what Google takes no mark for
 * has none.
 * @throws what Google refuses to somebody who may not write
 */
export async function markTable(
  book: Book,
  sheetId: number,
  headerRow: number,
  columns: readonly number[],
): Promise<Marks> {
  const before = await marksOf(book, sheetId)
  const missing = [
    ...(markOf(before, HEADER, headerRow) === undefined ? [mark(HEADER, 'ROWS', headerRow)] : []),
    ...columns
      .filter((column) => markOf(before, COLUMN, column) === undefined)
      .map((column) => mark(COLUMN, 'COLUMNS', column)),
  ]
  if (missing.length > 0) {
    await book.write(missing).catch((error: unknown) => {
      // There is no room for more metadata, or somebody else was marking: then what is there has to do.
      if (!(error instanceof SheetsideError && error.code === 'invalid_input')) throw error
    })
  }
  const after = missing.length > 0 ? await marksOf(book, sheetId) : before
  return {
    header: markOf(after, HEADER, headerRow),
    columns: columns.map((column) => markOf(after, COLUMN, column)),
  }

  function mark(metadataKey: string, dimension: 'ROWS' | 'COLUMNS', startIndex: number) {
    return {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataId: newMetadataId(),
          metadataKey,
          visibility: 'DOCUMENT',
          location: {
            dimensionRange: { sheetId, dimension, startIndex, endIndex: startIndex + 1 },
          },
        },
      },
    }
  }
}

async function marksOf(book: Book, sheetId: number): Promise<Mark[]> {
  const marks = await book.marks({ metadataKey: HEADER }, { metadataKey: COLUMN })
  return marks.filter((mark) => mark.sheetId === sheetId)
}

/** Two that mark at the same moment may both do it; then the lower one counts for all. */
function markOf(marks: readonly Mark[], key: string, index: number): number | undefined {
  const ids = marks.filter((mark) => mark.key === key && mark.index === index).map(({ id }) => id)
  return ids.length > 0 ? Math.min(...ids) : undefined
}
