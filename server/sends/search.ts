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

  for (const [name, wanted] of countsOf(open)) {
    const equal = present.filter((each) => nameOf(each.cells) === name && !isTaken(each))
    if (equal.length > wanted) {
      why.add('several')
      for (const { row } of equal) suspects.add(row)
    } else for (const each of equal) take(each)
    if (equal.length < wanted) {
      for (const each of nearest(
        name.split(' '),
        present.filter((each) => !isTaken(each) && !foreign.has(nameOf(each.cells))),
        wanted - equal.length,
      )) {
        why.add('edited')
        suspects.add(each.row)
      }
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

/** A row counts as edited while at least half of what was sent still stands in it. */
const ALIKE = 0.5

function nearest(sent: readonly string[], present: readonly Present[], count: number): Present[] {
  const filled = sent.filter((cell) => cell !== '').length
  return present
    .map((each) => ({
      each,
      alike:
        sent.filter((cell, index) => cell !== '' && cell === each.cells[index]).length / filled,
    }))
    .filter(({ alike }) => alike >= ALIKE)
    .toSorted((one, other) => other.alike - one.alike)
    .slice(0, count)
    .map(({ each }) => each)
}

function countsOf(rows: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1)
  return counts
}

/** Names a row by the fingerprints of its cells. */
export const nameOf = (cells: readonly string[]) => cells.join(' ')
const isSame = (one: readonly string[], other: readonly string[]) => nameOf(one) === nameOf(other)
const ascending = (one: number, other: number) => one - other
