import type { Box } from './a1.ts'

/** Whether two boxes have a cell in common. */
export function touches(a: Box, b: Box): boolean {
  return (
    a.startRow < b.endRow &&
    b.startRow < a.endRow &&
    a.startColumn < b.endColumn &&
    b.startColumn < a.endColumn
  )
}

/** Whether all of `inner` is within `outer`. */
export function holds(outer: Box, inner: Box): boolean {
  return (
    outer.startRow <= inner.startRow &&
    outer.endRow >= inner.endRow &&
    outer.startColumn <= inner.startColumn &&
    outer.endColumn >= inner.endColumn
  )
}

export function holdsCell(box: Box, row: number, column: number): boolean {
  return (
    row >= box.startRow && row < box.endRow && column >= box.startColumn && column < box.endColumn
  )
}
