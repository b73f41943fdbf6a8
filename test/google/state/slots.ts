import type { Row, Slot } from '#test/google/sheets/book/grid.ts'

/**
 * The rows of a grid in short: a run of generated rows is `{from, count}`, a run of empty ones
 * `{empty}`, so that ten million cells that nobody wrote take one line.
 */
type Packed = unknown[] | { from: number; count: number } | { empty: number }

export function packSlots(slots: readonly Slot[], row: (cells: Row) => unknown): Packed[] {
  const packed: Packed[] = []
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index]
    const last = packed.at(-1)
    if (slot === undefined) {
      if (last && 'empty' in last) last.empty += 1
      else packed.push({ empty: 1 })
    } else if (typeof slot === 'number') {
      if (last && 'from' in last && last.from + last.count === slot) last.count += 1
      else packed.push({ from: slot, count: 1 })
    } else packed.push(row(slot) as unknown[])
  }
  return packed
}

export function unpackSlots(packed: readonly unknown[], row: (cells: unknown) => unknown): Slot[] {
  const slots: Slot[] = []
  for (const part of packed as readonly Packed[]) {
    if (Array.isArray(part)) slots.push(row(part) as Row)
    else if ('empty' in part) {
      for (let index = 0; index < part.empty; index += 1) slots.push(undefined)
    } else {
      for (let index = 0; index < part.count; index += 1) slots.push(part.from + index)
    }
  }
  return slots
}
