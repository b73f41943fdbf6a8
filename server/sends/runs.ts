import type { Cells } from '#shared/a1.ts'

/** Rows that stand together. */
export type Run = Pick<Cells, 'startRow' | 'endRow'>

/** The same rows as runs, in ascending order, each row once. */
export function runsOf(rows: readonly number[]): Run[] {
  const runs: Run[] = []
  for (const row of [...new Set(rows)].toSorted((one, other) => one - other)) {
    const last = runs.at(-1)
    if (last?.endRow === row) last.endRow += 1
    else runs.push({ startRow: row, endRow: row + 1 })
  }
  return runs
}

/** Runs that lie within so many rows, together. */
export function nearEachOther(runs: readonly Run[], within: number): [Run, ...Run[]][] {
  const groups: [Run, ...Run[]][] = []
  for (const run of runs) {
    const last = groups.at(-1)
    if (last && run.endRow - last[0].startRow <= within) last.push(run)
    else groups.push([run])
  }
  return groups
}
