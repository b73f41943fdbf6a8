import type { Deps } from '#server/deps.ts'
import { placeOf, presentPlaceOf, replaceSealed, rowsNotUnder, SEALED } from './sealed.ts'
import { tryOpen } from './vault.ts'

const BATCH = 100

export type Resealed = {
  count: number
  /** Where something is that does not open: it stays as it is. */
  unopened: string[]
}

/**
 * Seals anew, a row at a time, what is not sealed under a prefix yet. A value that changes in the same
 * moment is left alone: whoever changed it has sealed it.
 */
export async function reseal(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  prefix: string,
): Promise<Resealed> {
  const done: Resealed = { count: 0, unopened: [] }
  for (const at of SEALED) {
    let after = ''
    for (;;) {
      const rows = rowsNotUnder(db, at, prefix, after, BATCH)
      const last = rows.at(-1)
      if (!last) break
      after = last.id
      for (const row of rows) {
        const opened = tryOpen(vault, row.sealed, presentPlaceOf(at, row))
        if (opened === null) done.unopened.push(placeOf(at, row))
        else if (replaceSealed(db, at, row, vault.seal(opened, placeOf(at, row)))) done.count += 1
      }
    }
  }
  return done
}
