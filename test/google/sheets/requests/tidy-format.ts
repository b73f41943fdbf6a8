import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { withTwins } from '#test/google/sheets/book/colour-twins.ts'
import { isFields, type Fields } from '#test/google/sheets/book/fields.ts'

/** Many cells share a format: what each came to is remembered as long as the format is. */
const known = new WeakMap<CellFormat, CellFormat>()

/**
 * A format as Google keeps it: colours in 8 bits a part beside their newer twins [R], borders with the
 * width of their style [D]. Parts with nothing in them are left out.
 */
export function tidyFormat(format: CellFormat): CellFormat {
  const before = known.get(format)
  if (before) return before
  const { borders, ...rest } = format
  const kept = withTwins({
    ...rest,
    ...(isFields(borders) ? { borders: tidyBorders(borders) } : {}),
  })
  const tidied = withoutEmpty(kept)
  known.set(format, tidied)
  known.set(tidied, tidied)
  return tidied
}

/** The other name of the colour that a path leads to or into; null for a path to something else. */
export function twinOf(path: string): string | null {
  const [, colour, style] = /^(.*?[cC]olor)(Style)?(?:\..*)?$/.exec(path) ?? []
  if (colour === undefined) return null
  return style === undefined ? `${colour}Style` : colour
}

const WIDTHS: Record<string, number> = { SOLID_MEDIUM: 2, SOLID_THICK: 3, DOUBLE: 3 }

/** Borders of style NONE, or of none, are no borders; those without a colour are black. */
function tidyBorders(borders: Fields): Fields {
  return Object.fromEntries(
    Object.entries(borders).flatMap(([side, border]) => {
      if (!isFields(border)) return []
      const { style, width: _width, ...colours } = border
      if (typeof style !== 'string' || style === 'NONE' || style === 'STYLE_UNSPECIFIED') return []
      const coloured = Object.keys(colours).length > 0 ? colours : { color: {} }
      return [[side, { style, width: WIDTHS[style] ?? 1, ...coloured }] as const]
    }),
  )
}

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, part]) => /color/i.test(name) || !isFields(part) || Object.keys(part).length > 0,
    ),
  )
}
