import { isTrue, readInput, readRendering, type Source } from './options.ts'
import { readBox, type ValueRange } from './values.ts'
import { describe, type Update, type Writing, type Written } from './write.ts'
import type { Book } from '#test/google/sheets/book/book.ts'
import { readable, type Call } from '#test/google/http/call.ts'
import { calculate, type Calculation } from '#test/google/sheets/formulas/calculation.ts'

/** What the methods of `spreadsheets.values` have in common. */

export function shown(call: Call): Calculation {
  return calculate(readable(call).book, call.world.now())
}

export function readWriting(call: Call, options: Source): Writing {
  return {
    spreadsheetId: call.operation.id,
    input: readInput(options),
    now: call.world.now(),
  }
}

/** What an update answers; the values it left in the cells only when they were asked for. */
export function answer(
  call: Call,
  book: Book,
  written: Written,
  options: Source,
): Update & { updatedData?: ValueRange } {
  const update = describe(written, call.operation.id)
  if (!isTrue(options.get('includeValuesInResponse'))) return update
  const calculation = calculate(book, call.world.now())
  const rendering = readRendering(options, 'response')
  return { ...update, updatedData: readBox(calculation, written.sheet, written.box, rendering) }
}
