import { singlePrecision } from './colour.ts'

/** The look of a spreadsheet that nobody changed, as `spreadsheets.get` describes it. Recorded. */

const WHITE = { red: 1, green: 1, blue: 1 }

export const DEFAULT_FORMAT = {
  backgroundColor: WHITE,
  padding: { top: 2, right: 3, bottom: 2, left: 3 },
  verticalAlignment: 'BOTTOM',
  wrapStrategy: 'OVERFLOW_CELL',
  textFormat: {
    foregroundColor: {},
    fontFamily: 'arial,sans,sans-serif',
    fontSize: 10,
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    foregroundColorStyle: { rgbColor: {} },
  },
  backgroundColorStyle: { rgbColor: WHITE },
}

/** The font of cells that nobody changed, by the name the theme has for it: seen live. */
export const PRIMARY_FONT = 'Arial'

const LINK_COLOUR = { red: 0.06666667, green: 0.33333334, blue: 0.8 }

/** How links show: seen live. */
export const LINK_FORMAT = {
  foregroundColor: LINK_COLOUR,
  underline: true,
  foregroundColorStyle: { rgbColor: LINK_COLOUR },
}

function themeColor(
  colorType: string,
  hex: number,
): { colorType: string; color: { rgbColor: object } } {
  const part = (shift: number): number => ((hex >> shift) & 255) / 255
  const parts = { red: part(16), green: part(8), blue: part(0) }
  const shown = Object.entries(parts).filter(([, value]) => value > 0)
  const rgbColor = Object.fromEntries(shown.map(([name, value]) => [name, singlePrecision(value)]))
  return { colorType, color: { rgbColor } }
}

export const THEME = {
  primaryFontFamily: PRIMARY_FONT,
  themeColors: [
    themeColor('TEXT', 0x000000),
    themeColor('BACKGROUND', 0xffffff),
    themeColor('ACCENT1', 0x4285f4),
    themeColor('ACCENT2', 0xea4335),
    themeColor('ACCENT3', 0xfbbc04),
    themeColor('ACCENT4', 0x34a853),
    themeColor('ACCENT5', 0xff6d01),
    themeColor('ACCENT6', 0x46bdc6),
    themeColor('LINK', 0x1155cc),
  ],
}
