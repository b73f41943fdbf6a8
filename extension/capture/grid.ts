/** How much room a cell of a table takes, in columns and rows; 0 rows reach to the end of its group. */
export type Span = { columns: number; rows: number }

/** Where a cell begins. */
export type Slot = { column: number; row: number }

/** Columns from one to another, without the last. */
export type Stretch = { from: number; to: number }

/**
 * Gives each cell of a table its slot. A slot that is taken from above is passed over, so that no
 * column is shifted; cells never reach out of their group of rows. What is kept grows with the cells,
 * not with the slots that they claim.
 * https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
 * @param groups the groups of rows in the order they are drawn, each a list of rows of cells
 */
export function slotsOf<Cell extends Span>(groups: Cell[][][]): Map<Cell, Slot> {
  const slots = new Map<Cell, Slot>()
  let row = 0
  for (const rows of groups) {
    const end = row + rows.length
    /** Columns that are taken from above, up to some row; from left to right, by where they begin. */
    let taken: (Stretch & { end: number })[] = []
    for (const cells of rows) {
      taken = taken.filter((stretch) => stretch.end > row)
      const below: typeof taken = []
      let column = 0
      let next = 0
      for (const cell of cells) {
        for (let at = taken[next]; at && at.from <= column; at = taken[++next]) {
          column = Math.max(column, at.to)
        }
        slots.set(cell, { column, row })
        const to = column + cell.columns
        const reach = cell.rows === 0 ? end : Math.min(row + cell.rows, end)
        if (reach > row + 1) below.push({ from: column, to, end: reach })
        column = to
      }
      if (below.length > 0) taken = [...taken, ...below].toSorted((a, b) => a.from - b.from)
      row++
    }
  }
  return slots
}

/** Which of the columns lie in the stretches; both go from left to right. */
export function columnsWithin(columns: number[], stretches: Stretch[]): Set<number> {
  const within = new Set<number>()
  let next = 0
  for (const column of columns) {
    while ((stretches[next]?.to ?? Infinity) <= column) next++
    if ((stretches[next]?.from ?? Infinity) <= column) within.add(column)
  }
  return within
}
