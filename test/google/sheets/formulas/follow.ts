import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { Shift } from '#test/google/sheets/book/follow.ts'
import { changeFormulas } from './change.ts'
import { keepLost, lostSheets } from './lost.ts'
import type { Corner, Reference } from './reference.ts'
import { renameRange, renameSheet, rewriteFormula, type Rewrite } from './rewrite.ts'

/**
 * Formulas go on naming the same cells when these move, and name `#REF!` where the cells are gone.
 * https://support.google.com/docs/answer/58515 shows it for inserted rows; the rest is as in every
 * spreadsheet.
 */

/** After rows or columns of a sheet came, went or moved. */
export function followFormulas(book: Book, sheet: Sheet, shift: Shift): void {
  rewriteAll(book, sheet, (reference) => shifted(reference, shift))
}

/** After a block of cells was cut and pasted: what was wholly inside it is named in its new place. */
export function followCut(
  book: Book,
  from: { sheet: Sheet; box: Box },
  to: { sheet: Sheet; row: number; column: number },
): void {
  const [rows, columns] = [to.row - from.box.startRow, to.column - from.box.startColumn]
  const move = (corner: Corner): Corner => ({
    ...corner,
    row: corner.row === null ? null : corner.row + rows,
    column: corner.column === null ? null : corner.column + columns,
  })
  rewriteAll(book, from.sheet, (reference, own) => {
    if (!isInside(reference, from.box)) return reference
    const named = reference.sheet !== null || own !== to.sheet
    return {
      sheet: named ? to.sheet.properties.title : null,
      from: move(reference.from),
      to: reference.to && move(reference.to),
    }
  })
}

/** After a sheet got another title. */
export function followTitle(book: Book, from: string, to: string): void {
  changeFormulas(book.sheets, (value) => {
    if (lostSheets(value).has(from.toLowerCase())) return value
    const formulaValue = renameSheet(value.formulaValue, from, to)
    return formulaValue === value.formulaValue ? value : keepLost(value, { formulaValue })
  })
}

/** After a named range got another name. */
export function followName(book: Book, from: string, to: string): void {
  changeFormulas(book.sheets, (value) => {
    const formulaValue = renameRange(value.formulaValue, from, to)
    return formulaValue === value.formulaValue ? value : keepLost(value, { formulaValue })
  })
}

/** Rewrites what leads to a sheet; `own` is the sheet that a formula stands in. */
function rewriteAll(
  book: Book,
  target: Sheet,
  rewrite: (reference: Reference, own: Sheet) => ReturnType<Rewrite>,
): void {
  const title = target.properties.title.toLowerCase()
  changeFormulas(book.sheets, (value, own) => {
    const lost = lostSheets(value)
    const formulaValue = rewriteFormula(value.formulaValue, (reference) => {
      const leads =
        reference.sheet === null
          ? own === target
          : reference.sheet.toLowerCase() === title && !lost.has(title)
      return leads ? rewrite(reference, own) : reference
    })
    return formulaValue === value.formulaValue ? value : keepLost(value, { formulaValue })
  })
}

function isInside({ from, to }: Reference, box: Box): boolean {
  return [from, to ?? from].every(
    ({ row, column }) =>
      row !== null &&
      column !== null &&
      row >= box.startRow &&
      row < box.endRow &&
      column >= box.startColumn &&
      column < box.endColumn,
  )
}

/** A reference after a shift; null when none of its cells are left. */
export function shifted(reference: Reference, shift: Shift): Reference | null {
  const axis = shift.dimension === 'ROWS' ? 'row' : 'column'
  const across = axis === 'row' ? 'column' : 'row'
  const { from, to } = reference
  const last = to ?? from
  const { within } = shift
  if (within) {
    const [start, end] = [from[across] ?? 0, last[across] ?? Infinity]
    if (start < within.start || end >= within.end) return reference
  }
  const start = from[axis]
  if (start === null) return reference
  if (!to) {
    const place = shift.place(start)
    return place === null ? null : { ...reference, from: { ...from, [axis]: place } }
  }
  const end = to[axis]
  const [first, until] = shift.span(start, end === null ? Infinity : end + 1)
  if (until <= first) return null
  return {
    ...reference,
    from: { ...from, [axis]: first },
    to: end === null ? to : { ...to, [axis]: until - 1 },
  }
}
