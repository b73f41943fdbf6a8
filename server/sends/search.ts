/**
 * Where the rows of a send are now. Pure: what stands in the table is given.
 */

/** A row of a table as it is now: the fingerprints of the cells that were sent to, and of all others. */
export type Present = { row: number; cells: string[]; others: string[] }

export type Findings = {
  /** Rows that are just as they were sent. */
  certain: number[]
  /** Rows that may be those that are missing. */
  suspects: number[]
  /** For all of these the row of the send, from zero, that it is or may be. */
  sentRows: ReadonlyMap<number, number>
  why: 'edited' | 'several' | null
}

/**
 * The row that the anchor names comes first, where it is still what was sent; then whichever row is, as
 * long as there are no more of them than were sent; then those that are mostly the same.
 * @param sent the fingerprints of each row
 * @param anchor where the first of them was last known to be; null where nothing tells
 * @param foreign names (`nameOf`) of the rows of other sends: what is just as another was sent is none of these
 */
export function findRows(
  sent: readonly (readonly string[])[],
  present: readonly Present[],
  anchor: number | null,
  foreign: ReadonlySet<string> = new Set(),
): Findings {
  const certain = new Set<number>()
  const suspects = new Set<number>()
  const sentRows = new Map<number, number>()
  const why = new Set<'edited' | 'several'>()
  const byRow = new Map(present.map((each) => [each.row, each]))
  const wanted = new Map<string, Wanted>()
  for (const [sentRow, cells] of sent.entries()) {
    const name = nameOf(cells)
    const there = anchor === null ? undefined : byRow.get(anchor + sentRow)
    if (there && nameOf(there.cells) === name) take(there, sentRow)
    else wanted.set(name, { cells, sentRow, count: (wanted.get(name)?.count ?? 0) + 1 })
  }

  const equal = new Map<string, Present[]>([...wanted.keys()].map((name) => [name, []]))
  for (const each of present) if (!isTaken(each)) equal.get(nameOf(each.cells))?.push(each)
  const missing: Wanted[] = []
  for (const [name, row] of wanted) {
    const { sentRow, count } = row
    const same = equal.get(name) ?? []
    for (const each of same) {
      if (same.length > count) suspect(each, sentRow, 'several')
      else take(each, sentRow)
    }
    if (same.length < count) missing.push({ ...row, count: count - same.length })
  }
  // Only now: what stands there as it was sent is no other row of the send, however alike they are.
  if (missing.length > 0) {
    const free = present.filter((each) => !isTaken(each) && !foreign.has(nameOf(each.cells)))
    for (const [each, { sentRow }] of nearest(missing, free)) suspect(each, sentRow, 'edited')
  }
  return {
    certain: [...certain].toSorted(ascending),
    suspects: [...suspects].toSorted(ascending),
    sentRows,
    why: why.has('several') ? 'several' : why.has('edited') ? 'edited' : null,
  }

  function isTaken({ row }: Present): boolean {
    return certain.has(row) || suspects.has(row)
  }

  /** A row that somebody wrote something beside is not only the send's any more. */
  function take(each: Present, sentRow: number): void {
    if (!each.others.every((cell) => cell === '')) return suspect(each, sentRow, 'edited')
    certain.add(each.row)
    sentRows.set(each.row, sentRow)
  }

  function suspect({ row }: Present, sentRow: number, reason: 'edited' | 'several'): void {
    suspects.add(row)
    sentRows.set(row, sentRow)
    why.add(reason)
  }
}

/** The same findings, with rows that may be another's no longer certain. */
export function doubting(found: Findings, mayBeAnothers: (row: number) => boolean): Findings {
  const { certain, suspects } = found
  const doubted = certain.filter(mayBeAnothers)
  if (doubted.length === 0) return found
  return {
    ...found,
    certain: certain.filter((row) => !mayBeAnothers(row)),
    suspects: [...doubted, ...suspects].toSorted(ascending),
    why: 'several',
  }
}

/** A row that is looked for: where in the send it is, or one that is the same, and how many of them there are. */
type Wanted = { cells: readonly string[]; sentRow: number; count: number }

/** A row counts as edited while at least half of what was sent still stands in it. */
const ALIKE = 0.5

/** Rows that are compared in one search: the server has others to answer, and a table may have a million. */
const COMPARED = 500_000

/** Those of the rows that are most like one that is missing, each with that one. */
function nearest(missing: readonly Wanted[], free: readonly Present[]): Map<Present, Wanted> {
  const holding = rowsByCell(missing, free)
  const taken = new Map<Present, Wanted>()
  const most = Math.ceil(COMPARED / missing.length)
  for (const wanted of missing) {
    const { cells, count } = wanted
    const filled = [...cells.entries()].filter(([, cell]) => cell !== '')
    const enough = Math.ceil(filled.length * ALIKE)
    // A row that has enough of the cells has one of these, whichever are left out.
    const rarest = filled
      .map(([column, cell]) => holding[column]?.get(cell) ?? [])
      .toSorted((one, other) => one.length - other.length)
      .slice(0, filled.length - enough + 1)
    const found = [...new Set(rarest.flatMap((rows) => firstFree(rows, most + count)))]
      .map((each) => ({
        each,
        alike: filled.filter(([column, cell]) => cell === each.cells[column]).length,
      }))
      .filter(({ alike }) => alike >= enough)
      .toSorted((one, other) => other.alike - one.alike || one.each.row - other.each.row)
    for (const { each } of found.slice(0, count)) taken.set(each, wanted)
  }
  return taken

  /** What is taken is dropped for good, so that it is passed over once. */
  function firstFree(rows: Present[], atMost: number): Present[] {
    const first: Present[] = []
    while (first.length < atMost) {
      const each = rows.pop()
      if (!each) break
      if (!taken.has(each)) first.push(each)
    }
    for (const each of first.toReversed()) rows.push(each)
    return first
  }
}

/** For each column the rows that hold a cell of those that are missing, the first row at the end. */
function rowsByCell(
  missing: readonly Wanted[],
  free: readonly Present[],
): Map<string, Present[]>[] {
  const width = missing.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const holding = Array.from({ length: width }, () => new Map<string, Present[]>())
  for (const { cells } of missing) {
    for (const [column, cell] of cells.entries()) if (cell !== '') holding[column]?.set(cell, [])
  }
  for (const each of free.toReversed()) {
    for (const [column, rows] of holding.entries()) {
      rows.get(each.cells[column] ?? '')?.push(each)
    }
  }
  return holding
}

/** Names a row by the fingerprints of its cells; empty ones at its end make no other row of it. */
export const nameOf = (cells: readonly string[]) => cells.join(' ').trimEnd()
const ascending = (one: number, other: number) => one - other
