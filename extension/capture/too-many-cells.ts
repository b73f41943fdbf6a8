/**
 * Cells of tables that one capture may have, the empty ones too: many times what goes in one send. A few
 * cells can stand so far apart that no memory would hold what is between them.
 */
export const MOST_CELLS = 1_000_000

export class TooManyCells extends RangeError {
  override readonly name = 'TooManyCells'
  readonly cells: number

  constructor(cells: number) {
    super(`The selected tables have ${cells} cells, and at most ${MOST_CELLS} are read.`)
    this.cells = cells
  }
}
