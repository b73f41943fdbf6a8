import type { Box } from '#test/google/sheets/book/a1.ts'
import { checkSize, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import type { ConditionalFormat } from '#test/google/sheets/book/objects.ts'
import { holds, touches } from '#test/google/sheets/book/box.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { shiftFormula } from '#test/google/sheets/formulas/rewrite.ts'
import { invalid } from '#test/google/http/errors.ts'

/** A block of cells that was copied: as entered and as shown. */
export type Block = {
  sheet: Sheet
  box: Box
  cells: (Cell | undefined)[][]
  shown: (Cell | undefined)[][]
  merges: Box[]
}

export function copyBlock(calculation: Calculation, sheet: Sheet, box: Box): Block {
  const cells: Block['cells'] = []
  const shown: Block['shown'] = []
  for (let row = box.startRow; row < box.endRow; row += 1) {
    cells.push(cut(sheet.grid.row(row), box))
    shown.push(cut(calculation.row(sheet, row), box))
  }
  return { sheet, box, cells, shown, merges: sheet.merges.filter((merge) => holds(box, merge)) }
}

function cut(row: readonly (Cell | undefined)[], box: Box): (Cell | undefined)[] {
  const width = box.endColumn - box.startColumn
  return Array.from({ length: width }, (_, column) => row[box.startColumn + column])
}

export type PasteType =
  | 'PASTE_NORMAL'
  | 'PASTE_VALUES'
  | 'PASTE_FORMAT'
  | 'PASTE_NO_BORDERS'
  | 'PASTE_FORMULA'
  | 'PASTE_DATA_VALIDATION'
  | 'PASTE_CONDITIONAL_FORMATTING'

export type Pasting = {
  type: PasteType
  transposed: boolean
  /** A block that is moved keeps its formulas as they are. */
  moves: boolean
}

/** What comes with the cells themselves. */
const WITH_MERGES: PasteType[] = ['PASTE_NORMAL', 'PASTE_NO_BORDERS']
const WITH_RULES: PasteType[] = [
  'PASTE_NORMAL',
  'PASTE_NO_BORDERS',
  'PASTE_FORMAT',
  'PASTE_CONDITIONAL_FORMATTING',
]

/**
 * Puts a block down once, its upper left cell at the target's, and makes the grid larger where it has
 * to be. Blank cells of the block empty those that they cover.
 * @returns the cells that it covers.
 * @throws ApiError when the block would cut through merged cells.
 */
export function paste(
  book: Book,
  block: Block,
  sheet: Sheet,
  at: { row: number; column: number },
  pasting: Pasting,
): Box {
  const { box } = block
  const [height, width] = [box.endRow - box.startRow, box.endColumn - box.startColumn]
  const [rows, columns] = pasting.transposed ? [width, height] : [height, width]
  const target = {
    startRow: at.row,
    endRow: at.row + rows,
    startColumn: at.column,
    endColumn: at.column + columns,
  }
  makeRoom(book, sheet, target)
  if (WITH_MERGES.includes(pasting.type)) pasteMerges(block, sheet, target, pasting)
  if (WITH_RULES.includes(pasting.type)) pasteRules(block, sheet, target, pasting)
  for (let row = 0; row < rows; row += 1) {
    const cells = [...sheet.grid.row(at.row + row)]
    for (let column = 0; column < columns; column += 1) {
      const [fromRow, fromColumn] = pasting.transposed ? [column, row] : [row, column]
      const entered = block.cells[fromRow]?.[fromColumn]
      const by = {
        rows: at.row + row - (box.startRow + fromRow),
        columns: at.column + column - (box.startColumn + fromColumn),
      }
      const source = pasting.moves ? entered : moved(entered, by)
      const shown = block.shown[fromRow]?.[fromColumn]
      const cell = pasted(cells[at.column + column], source, shown, pasting.type)
      cells[at.column + column] = isBlank(cell) ? undefined : cell
    }
    sheet.grid.setRow(at.row + row, cells)
  }
  return target
}

/** Makes the grid large enough for a box. @throws ApiError when the spreadsheet gets too large. */
export function makeRoom(book: Book, sheet: Sheet, { endRow, endColumn }: Box): void {
  const { grid } = sheet
  if (endRow <= grid.rowCount && endColumn <= grid.columnCount) return
  grid.resize(Math.max(grid.rowCount, endRow), Math.max(grid.columnCount, endColumn))
  checkSize(book)
}

/** A cell as it is when copied: its formula's references move along. */
export function moved(
  cell: Cell | undefined,
  { rows, columns }: { rows: number; columns: number },
): Cell | undefined {
  const formula = cell?.value?.formulaValue
  if (formula === undefined) return cell
  return { ...cell, value: { formulaValue: shiftFormula(formula, rows, columns) } }
}

/** The cell after one was pasted over it: of which parts depends on the kind of pasting [D]. */
function pasted(
  old: Cell | undefined,
  source: Cell | undefined,
  shown: Cell | undefined,
  type: PasteType,
): Cell {
  const { value: _value, runs: _runs, ...look } = old ?? {}
  const { format: oldFormat, ...withoutFormat } = old ?? {}
  const { validation: _validation, ...withoutValidation } = old ?? {}
  switch (type) {
    case 'PASTE_NORMAL':
      return source ?? {}
    case 'PASTE_VALUES':
      return { ...look, ...(shown?.value ? { value: shown.value } : {}) }
    case 'PASTE_FORMULA':
      return { ...look, ...(source?.value ? { value: source.value } : {}) }
    case 'PASTE_FORMAT':
      return { ...withoutFormat, ...(source?.format ? { format: source.format } : {}) }
    case 'PASTE_NO_BORDERS': {
      const { borders: _borders, ...plain } = source?.format ?? {}
      const kept = oldFormat?.['borders']
      const format = kept === undefined ? plain : { ...plain, borders: kept }
      const { format: _format, ...rest } = source ?? {}
      return Object.keys(format).length > 0 ? { ...rest, format } : rest
    }
    case 'PASTE_DATA_VALIDATION':
      return {
        ...withoutValidation,
        ...(source?.validation ? { validation: source.validation } : {}),
      }
    case 'PASTE_CONDITIONAL_FORMATTING':
      return old ?? {}
  }
}

function pasteMerges(block: Block, sheet: Sheet, target: Box, pasting: Pasting): void {
  for (const merge of sheet.merges) {
    if (touches(merge, target) && !holds(target, merge)) {
      throw invalid('You must select all cells in a merged range to paste over them.')
    }
  }
  const kept = sheet.merges.filter((merge) => !touches(merge, target))
  const fresh = block.merges.map((merge) => carried(merge, block.box, target, pasting.transposed))
  sheet.merges = [...kept, ...fresh]
}

/** A conditional format reaches to where its cells are pasted; on another sheet there is a new one. */
function pasteRules(block: Block, sheet: Sheet, target: Box, pasting: Pasting): void {
  const { transposed, moves } = pasting
  const fresh: ConditionalFormat[] = []
  const extended = block.sheet.conditionalFormats.map((rule) => {
    const inside = rule.boxes.filter((box) => touches(box, block.box))
    if (inside.length === 0) return rule
    const boxes = inside.map((box) =>
      carried(common(box, block.box), block.box, target, transposed),
    )
    // What is moved leaves nothing behind.
    const kept = moves ? rule.boxes.filter((box) => !holds(block.box, box)) : rule.boxes
    if (sheet !== block.sheet) {
      fresh.push({ ...rule, boxes })
      return { ...rule, boxes: kept }
    }
    const added = boxes.filter((box) => !kept.some((old) => holds(old, box)))
    return { ...rule, boxes: [...kept, ...added] }
  })
  block.sheet.conditionalFormats = extended.filter(({ boxes }) => boxes.length > 0)
  if (fresh.length > 0) sheet.conditionalFormats = [...sheet.conditionalFormats, ...fresh]
}

function common(a: Box, b: Box): Box {
  return {
    startRow: Math.max(a.startRow, b.startRow),
    endRow: Math.min(a.endRow, b.endRow),
    startColumn: Math.max(a.startColumn, b.startColumn),
    endColumn: Math.min(a.endColumn, b.endColumn),
  }
}

/** A box inside the block, as it lies in the target. */
function carried(box: Box, block: Box, target: Box, transposed: boolean): Box {
  const rows = [box.startRow - block.startRow, box.endRow - block.startRow] as const
  const columns = [box.startColumn - block.startColumn, box.endColumn - block.startColumn] as const
  const [down, right] = transposed ? [columns, rows] : [rows, columns]
  return {
    startRow: target.startRow + down[0],
    endRow: target.startRow + down[1],
    startColumn: target.startColumn + right[0],
    endColumn: target.startColumn + right[1],
  }
}
