/** What was sent, in the order of the clicks of one sender to one sheet; each send is one or more rows. */
export type Sent = { sender: string; sheet: string; rows: readonly string[] }

/** How what stands in the sheets compares with what was sent. Every list names rows. */
export type Tally = {
  sent: number
  rows: number
  found: number
  lost: string[]
  twice: string[]
  /** Below a row of the same sender that was sent after it. */
  disordered: string[]
  /** Of a send whose rows do not stand together. */
  torn: string[]
  /** In a sheet where nobody sent them, or sent by nobody. */
  strange: string[]
}

/**
 * @param sent all sends, each sender's in the order of their clicks
 * @param sheets each sheet's new rows, from the top down, as the texts that name them
 */
export function tally(
  sent: readonly Sent[],
  sheets: ReadonlyMap<string, readonly string[]>,
): Tally {
  const place = new Map(
    sent.flatMap(({ sender, sheet, rows }, send) =>
      rows.map((row, part) => [row, { sender, sheet, send, part, rows }] as const),
    ),
  )
  const found = new Map<string, number>()
  const result: Tally = {
    sent: sent.length,
    rows: place.size,
    found: 0,
    lost: [],
    twice: [],
    disordered: [],
    torn: [],
    strange: [],
  }
  for (const [sheet, rows] of sheets) {
    const last = new Map<string, { send: number; part: number }>()
    for (const [index, row] of rows.entries()) {
      const known = place.get(row)
      if (known?.sheet !== sheet) {
        result.strange.push(row)
        continue
      }
      const count = (found.get(row) ?? 0) + 1
      found.set(row, count)
      if (count > 1) {
        result.twice.push(row)
        continue
      }
      const before = last.get(known.sender)
      const isLater =
        !before ||
        known.send > before.send ||
        (known.send === before.send && known.part > before.part)
      if (isLater) last.set(known.sender, known)
      else result.disordered.push(row)
      if (known.part > 0 && rows[index - 1] !== known.rows[known.part - 1]) result.torn.push(row)
    }
  }
  result.found = found.size
  result.lost = [...place.keys()].filter((row) => !found.has(row))
  return result
}

/** Whether every row is there once, in order, and nothing else. */
export function isRight({ rows, found, lost, twice, disordered, torn, strange }: Tally): boolean {
  return (
    found === rows && [lost, twice, disordered, torn, strange].every((list) => list.length === 0)
  )
}
