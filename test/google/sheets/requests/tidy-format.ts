import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { keepColours } from '#test/google/sheets/book/colour.ts'
import { THEME } from '#test/google/sheets/book/theme.ts'

type Fields = Record<string, unknown>

/**
 * A format as Google keeps it: colours in 8 bits a part [R], each beside its newer twin `…Style` [R],
 * which wins where both are given [D], borders with the width of their style [D]. Parts with nothing
 * in them are left out.
 */
export function tidyFormat(format: CellFormat): CellFormat {
  const kept: Fields = withTwin(keepColours(format), 'backgroundColor')
  if (isObject(kept['textFormat'])) {
    kept['textFormat'] = withTwin(kept['textFormat'], 'foregroundColor')
  }
  if (isObject(kept['borders'])) kept['borders'] = tidyBorders(kept['borders'])
  return withoutEmpty(kept)
}

/** The other name of the colour that a path leads to or into; null for a path to something else. */
export function twinOf(path: string): string | null {
  const [, colour, style] = /^(.*?[cC]olor)(Style)?(?:\..*)?$/.exec(path) ?? []
  if (colour === undefined) return null
  return style === undefined ? `${colour}Style` : colour
}

/** @param name of the older field. */
function withTwin(fields: Fields, name: string): Fields {
  const style = fields[`${name}Style`]
  const colour = isObject(style) ? (style['rgbColor'] ?? themeColour(style)) : fields[name]
  if (!isObject(colour)) return fields
  return {
    ...fields,
    [name]: colour,
    [`${name}Style`]: isObject(style) ? style : { rgbColor: colour },
  }
}

function themeColour({ themeColor }: Fields): unknown {
  const pair = THEME.themeColors.find((one) => 'colorType' in one && one.colorType === themeColor)
  const colour: unknown = pair && 'color' in pair ? pair.color : undefined
  return isObject(colour) ? colour['rgbColor'] : undefined
}

const WIDTHS: Record<string, number> = { SOLID_MEDIUM: 2, SOLID_THICK: 3, DOUBLE: 3 }

/** Borders of style NONE, or of none, are no borders. */
export function tidyBorders(borders: Fields): Fields {
  return Object.fromEntries(
    Object.entries(borders).flatMap(([side, border]) => {
      if (!isObject(border)) return []
      const { style } = border
      if (typeof style !== 'string' || style === 'NONE' || style === 'STYLE_UNSPECIFIED') return []
      const { style: _style, width: _width, ...colours } = border
      const coloured = withTwin({ color: {}, ...colours }, 'color')
      return [[side, { style, width: WIDTHS[style] ?? 1, ...coloured }] as const]
    }),
  )
}

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, part]) => /color/i.test(name) || !isObject(part) || Object.keys(part).length > 0,
    ),
  )
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
