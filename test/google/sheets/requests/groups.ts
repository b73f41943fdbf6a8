import { checkPaths, names } from './carried.ts'
import { readFields, type BatchRequest } from './request.ts'
import type { Dimension, Sheet } from '#test/google/sheets/book/book.ts'
import { readDimensionRange, type DimensionRange } from '#test/google/sheets/book/grid-range.ts'
import type { Group } from '#test/google/sheets/book/objects.ts'
import { group as describeGroup } from '#test/google/sheets/describe/objects.ts'
import { invalid } from '#test/google/http/errors.ts'

/**
 * Groups of rows or columns. What Google's reference says of overlapping groups comes down to this:
 * each row has a depth, adding a group makes its rows one deeper, deleting one makes them less deep,
 * and a group is a longest run of rows of at least its depth.
 */
export const GROUP_REQUESTS: Record<string, BatchRequest> = {
  addDimensionGroup: ({ book }, body) => {
    const range = body['range'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    checkEnd(end, length)
    const depths = depthsOf(groupsOf(sheet, dimension), length)
    if (depths.slice(start, end).some((depth) => depth >= MAX_DEPTH)) {
      throw invalid(`Groups cannot be deeper than ${String(MAX_DEPTH)} levels.`)
    }
    for (let at = start; at < end; at += 1) depths[at] = (depths[at] ?? 0) + 1
    // Set with the first group, and stays: recorded.
    sheet.properties.gridProperties[CONTROL[dimension]] ??= true
    return setGroups(sheet, dimension, depths)
  },

  deleteDimensionGroup: ({ book }, body) => {
    const range = body['range'] as DimensionRange | undefined
    const { sheet, dimension, start, end, length } = readDimensionRange(book, range)
    checkEnd(end, length)
    const depths = depthsOf(groupsOf(sheet, dimension), length)
    if (depths.slice(start, end).every((depth) => depth === 0)) {
      throw invalid('There is no group over the range to delete.')
    }
    for (let at = start; at < end; at += 1) depths[at] = Math.max(0, (depths[at] ?? 0) - 1)
    return setGroups(sheet, dimension, depths)
  },

  /** Folding a group hides what is in it, unfolding it shows that [D]. */
  updateDimensionGroup: ({ book }, body) => {
    const given = (body['dimensionGroup'] ?? {}) as {
      range?: DimensionRange
      depth?: number
      collapsed?: boolean
    }
    const { sheet, dimension, start, end } = readDimensionRange(book, given.range)
    const groups = groupsOf(sheet, dimension)
    const group = groups.find(
      (one) => one.start === start && one.end === end && one.depth === (given.depth ?? 0),
    )
    if (!group) {
      throw invalid(
        `No group with depth ${String(given.depth ?? 0)} over the range [${String(start)}, ${String(end)}).`,
      )
    }
    const fields = readFields(body)
    checkPaths(fields, ['collapsed', 'range', 'depth'])
    if (!names(fields, 'collapsed')) return {}
    const collapsed = given.collapsed === true
    keep(
      sheet,
      dimension,
      groups.map((one) => (one === group ? folded(group, collapsed) : one)),
    )
    hide(sheet, dimension, group, collapsed)
    return {}
  },
}

const MAX_DEPTH = 8

const CONTROL = { ROWS: 'rowGroupControlAfter', COLUMNS: 'columnGroupControlAfter' } as const

function checkEnd(end: number, length: number): void {
  if (end <= length) return
  throw invalid(
    `range.endIndex[${String(end)}] is larger than current grid size (${String(length)})`,
  )
}

function groupsOf(sheet: Sheet, dimension: Dimension): Group[] {
  return dimension === 'ROWS' ? sheet.rowGroups : sheet.columnGroups
}

function keep(sheet: Sheet, dimension: Dimension, groups: Group[]): void {
  if (dimension === 'ROWS') sheet.rowGroups = groups
  else sheet.columnGroups = groups
}

function depthsOf(groups: readonly Group[], length: number): number[] {
  const depths = Array<number>(length).fill(0)
  for (const { start, end, depth } of groups) {
    for (let at = start; at < Math.min(end, length); at += 1) {
      depths[at] = Math.max(depths[at] ?? 0, depth)
    }
  }
  return depths
}

/** By where they start, then by depth [D]; a group that is as before stays folded. */
function setGroups(sheet: Sheet, dimension: Dimension, depths: readonly number[]): object {
  const before = groupsOf(sheet, dimension)
  const groups: Group[] = []
  for (let depth = 1; depth <= MAX_DEPTH; depth += 1) {
    let start: number | null = null
    for (let at = 0; at <= depths.length; at += 1) {
      const inside = (depths[at] ?? 0) >= depth
      if (inside) start ??= at
      else if (start !== null) {
        groups.push({ start, end: at, depth })
        start = null
      }
    }
  }
  const after = groups
    .toSorted((a, b) => a.start - b.start || a.depth - b.depth)
    .map((group) => {
      const same = before.find(({ start, end }) => start === group.start && end === group.end)
      return folded(group, same?.collapsed === true)
    })
  keep(sheet, dimension, after)
  if (after.length === 0) return {}
  const { sheetId } = sheet.properties
  return { dimensionGroups: after.map((group) => describeGroup(sheetId, dimension, group)) }
}

function folded({ start, end, depth }: Group, collapsed: boolean): Group {
  return { start, end, depth, ...(collapsed ? { collapsed } : {}) }
}

function hide(sheet: Sheet, dimension: Dimension, { start, end }: Group, hidden: boolean): void {
  const known = dimension === 'ROWS' ? sheet.rows : sheet.columns
  for (let at = start; at < end; at += 1) {
    const { hiddenByUser: _hidden, ...rest } = known.get(at) ?? {}
    known.set(at, hidden ? { ...rest, hiddenByUser: true } : rest)
  }
}
