/** How much room a cell of a table takes, in columns and rows; 0 rows reach to the end of its group. */
export type Span = { columns: number; rows: number }

/** Where a cell begins. */
export type Slot = { column: number; row: number }

/**
 * Gives each cell of a table its slot. A slot that is taken from above is passed over, so that no
 * column is shifted; cells never reach out of their group of rows.
 * https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
 * @param groups the groups of rows in the order they are drawn, each a list of rows of cells
 */
export function slotsOf<Cell extends Span>(groups: Cell[][][]): Map<Cell, Slot> {
  const slots = new Map<Cell, Slot>()
  let row = 0
  for (const rows of groups) {
    const end = row + rows.length
    // For each column, the row up to which it is taken from above.
    const takenTo: number[] = []
    for (const cells of rows) {
      let column = 0
      for (const cell of cells) {
        while ((takenTo[column] ?? 0) > row) column++
        slots.set(cell, { column, row })
        const below = cell.rows === 0 ? end : Math.min(row + cell.rows, end)
        for (let until = column + cell.columns; column < until; column++) {
          takenTo[column] = Math.max(takenTo[column] ?? 0, below)
        }
      }
      row++
    }
  }
  return slots
}
