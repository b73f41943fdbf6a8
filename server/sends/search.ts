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
  const why = new Set<'edited' | 'several'>()
  const byRow = new Map(present.map((each) => [each.row, each]))
  const open = sent.filter((cells, index) => {
    const at = anchor === null ? undefined : byRow.get(anchor + index)
    if (!at || !isSame(at.cells, cells)) return true
    take(at)
    return false
  })

  const wanted = countsOf(open)
  const equal = new Map<string, Present[]>([...wanted.keys()].map((name) => [name, []]))
  for (const each of present) if (!isTaken(each)) equal.get(nameOf(each.cells))?.push(each)
  const missing: Counted[] = []
  for (const [name, { cells, count }] of wanted) {
    const same = equal.get(name) ?? []
    if (same.length > count) {
      why.add('several')
      for (const { row } of same) suspects.add(row)
    } else for (const each of same) take(each)
    if (same.length < count) missing.push({ cells, count: count - same.length })
  }
  // Only now: what stands there as it was sent is no other row of the send, however alike they are.
  if (missing.length > 0) {
    const free = present.filter((each) => !isTaken(each) && !foreign.has(nameOf(each.cells)))
    for (const { row } of nearest(missing, free)) {
      why.add('edited')
      suspects.add(row)
    }
  }
  return {
    certain: [...certain].toSorted(ascending),
    suspects: [...suspects].toSorted(ascending),
    why: why.has('several') ? 'several' : why.has('edited') ? 'edited' : null,
  }

  function isTaken({ row }: Present): boolean {
    return certain.has(row) || suspects.has(row)
  }

  /** A row that somebody wrote something beside is not only the send's any more. */
  function take({ row, others }: Present): void {
    if (others.every((cell) => cell === '')) certain.add(row)
    else {
      why.add('edited')
      suspects.add(row)
    }
  }
}

/** The same findings, with rows that may be another's no longer certain. */
export function doubting(
  { certain, suspects, why }: Findings,
  mayBeAnothers: (row: number) => boolean,
): Findings {
  const doubted = certain.filter(mayBeAnothers)
  if (doubted.length === 0) return { certain, suspects, why }
  return {
    certain: certain.filter((row) => !mayBeAnothers(row)),
    suspects: [...doubted, ...suspects].toSorted(ascending),
    why: 'several',
  }
}

/** A row that is looked for, and how many times. */
type Counted = { cells: readonly string[]; count: number }

function countsOf(rows: readonly (readonly string[])[]): Map<string, Counted> {
  const counts = new Map<string, Counted>()
  for (const cells of rows) {
    const name = nameOf(cells)
    counts.set(name, { cells, count: (counts.get(name)?.count ?? 0) + 1 })
  }
  return counts
}

/** A row counts as edited while at least half of what was sent still stands in it. */
const ALIKE = 0.5

/** Rows that are compared in one search: the server has others to answer, and a table may have a million. */
const COMPARED = 500_000

/** Those of the rows that are most like one that is missing, each for one of them. */
function nearest(missing: readonly Counted[], free: readonly Present[]): Present[] {
  const holding = rowsByCell(missing, free)
  const taken = new Set<Present>()
  const most = Math.ceil(COMPARED / missing.length)
  for (const { cells, count } of missing) {
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
    for (const { each } of found.slice(0, count)) taken.add(each)
  }
  return [...taken]

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
  missing: readonly Counted[],
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
const isSame = (one: readonly string[], other: readonly string[]) => nameOf(one) === nameOf(other)
const ascending = (one: number, other: number) => one - other
