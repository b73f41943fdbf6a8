import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { ExtendedValue } from '#test/google/sheets/book/cell.ts'
import { changeFormulas } from './change.ts'
import { titlesIn } from './rewrite.ts'

/**
 * A formula is bound to the sheets it names when it is entered. What it names in vain, it does not
 * find later either, when a sheet of that name comes; it has to be entered again. From public error
 * reports: of sheets that were deleted and made anew, and of formulas entered before their sheet.
 */
const lost = new WeakMap<ExtendedValue, ReadonlySet<string>>()

const NONE: ReadonlySet<string> = new Set()

/** Titles, in small letters, that a formula does not find although there are such sheets. */
export function lostSheets(value: ExtendedValue): ReadonlySet<string> {
  return lost.get(value) ?? NONE
}

/** The fresh value of a formula whose text was rewritten finds as little as the old one. */
export function keepLost(old: ExtendedValue, fresh: ExtendedValue): ExtendedValue {
  const titles = lost.get(old)
  if (titles) lost.set(fresh, titles)
  return fresh
}

/** A title that no sheet had will be a sheet's: formulas that named it before do not find it. */
export function newTitle(book: Book, title: string): void {
  loseIn(book.sheets, (named) => named === title.toLowerCase())
}

/** A sheet went to another spreadsheet: what its formulas name is not there, whatever it is called. */
export function loseAll(sheet: Sheet): void {
  loseIn([sheet], () => true)
}

function loseIn(sheets: readonly Sheet[], goes: (title: string) => boolean): void {
  changeFormulas(sheets, (value) => {
    const titles = titlesIn(value.formulaValue)
    const gone = titles.filter(goes)
    if (gone.length === 0) return value
    const fresh = { ...value }
    lost.set(fresh, new Set([...lostSheets(value), ...gone]))
    return fresh
  })
}
