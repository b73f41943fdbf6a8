import type { Box } from './a1.ts'
import { isFields } from './fields.ts'
import { toBox, type GridRange } from './grid-range.ts'

/**
 * Ranges deep inside a chart's spec. `move` answers the range that takes the place of a box of the
 * sheet, null for none. A series whose cells are all gone goes, and the chart stays: probed by others.
 */
export function movedSpec(
  spec: Record<string, unknown>,
  sheetId: number,
  move: (box: Box) => GridRange | null,
): Record<string, unknown> {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown) => {
        const after = walk(item)
        return lost(item, after) ? [] : [after]
      })
    }
    if (!isFields(value)) return value
    const sources = sourcesOf(value)
    if (sources) {
      const left = sources.flatMap((range) => shifted(range, sheetId, move) ?? [])
      return left.length > 0 ? { ...value, sourceRange: { sources: left } } : undefined
    }
    const parts = Object.entries(value).map(([name, part]) => [name, walk(part)] as const)
    return Object.fromEntries(parts.filter(([, part]) => part !== undefined))
  }
  return walk(spec) as Record<string, unknown>
}

/** Whether one of a list, a series or a domain, has no data any more. */
function lost(before: unknown, after: unknown): boolean {
  if (!isFields(before)) return false
  return DATA.some((name) => name in before && !(isFields(after) && name in after))
}

/** Fields that hold a ChartData. */
const DATA = ['series', 'domain']

function sourcesOf(value: object): GridRange[] | null {
  if (!('sourceRange' in value)) return null
  const { sources } = value.sourceRange as { sources?: GridRange[] }
  return sources ?? null
}

function shifted(
  range: GridRange,
  sheetId: number,
  move: (box: Box) => GridRange | null,
): GridRange | null {
  if ((range.sheetId ?? 0) !== sheetId) return range
  return move(toBox(range))
}
