import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { CellData } from './view.ts'

type Colour = sheets_v4.Schema$Color

/** Styles of cells, each once, under short names of classes. */
export class Looks {
  readonly #names = new Map<string, string>()

  /** The class with these declarations; '' for none. */
  name(declarations: readonly string[]): string {
    const style = declarations.join(';')
    if (style === '') return ''
    const name = this.#names.get(style) ?? `s${String(this.#names.size)}`
    this.#names.set(style, name)
    return name
  }

  get css(): string {
    return [...this.#names].map(([style, name]) => `td.${name}{${style}}`).join('\n')
  }
}

/** A cell's effective format in CSS, but for its borders. */
export function declarations(cell: CellData | undefined): string[] {
  const format = cell?.effectiveFormat ?? {}
  const ground = format.backgroundColorStyle?.rgbColor ?? format.backgroundColor ?? undefined
  return [
    ...(ground && !isWhite(ground) ? [`background:${groundColour(ground)}`] : []),
    ...textDeclarations(format.textFormat ?? {}),
    ...placing(format, cell),
  ]
}

/** Of a cell, or of a part of its text. */
export function textDeclarations(text: sheets_v4.Schema$TextFormat): string[] {
  const colour = text.foregroundColorStyle?.rgbColor ?? text.foregroundColor ?? undefined
  const lines = [text.underline && 'underline', text.strikethrough && 'line-through']
  const drawn = lines.filter((line) => typeof line === 'string')
  return [
    ...(text.bold ? ['font-weight:600'] : []),
    ...(text.italic ? ['font-style:italic'] : []),
    ...(drawn.length > 0 ? [`text-decoration:${drawn.join(' ')}`] : []),
    ...(text.fontSize && text.fontSize !== 10
      ? [`font-size:${String(Math.round(text.fontSize * 1.3))}px`, 'line-height:1.3']
      : []),
    ...(colour && !isBlack(colour) ? [`color:${inkColour(colour)}`] : []),
  ]
}

const SIDES: Record<string, string> = { LEFT: 'left', CENTER: 'center', RIGHT: 'right' }
const HEIGHTS: Record<string, string> = { TOP: 'top', MIDDLE: 'middle' }

function placing(format: sheets_v4.Schema$CellFormat, cell: CellData | undefined): string[] {
  const { numberValue, boolValue, errorValue } = cell?.effectiveValue ?? {}
  // A cell shows numbers at the end and yes or no in the middle, unless told otherwise.
  const usual = typeof boolValue === 'boolean' || errorValue ? 'center' : undefined
  const side =
    SIDES[format.horizontalAlignment ?? ''] ?? (typeof numberValue === 'number' ? 'right' : usual)
  const height = HEIGHTS[format.verticalAlignment ?? '']
  return [
    ...(side === undefined ? [] : [`text-align:${side}`]),
    ...(height === undefined ? [] : [`vertical-align:${height}`]),
    ...(format.wrapStrategy === 'WRAP' ? ['white-space:pre-wrap', 'overflow-wrap:anywhere'] : []),
    ...(format.textDirection === 'RIGHT_TO_LEFT' ? ['direction:rtl'] : []),
    ...(format.textDirection === 'LEFT_TO_RIGHT' ? ['direction:ltr'] : []),
  ]
}

function parts({ red, green, blue }: Colour): [number, number, number] {
  return [red ?? 0, green ?? 0, blue ?? 0]
}

export function rgb(colour: Colour): string {
  return `rgb(${parts(colour)
    .map((part) => String(Math.round(part * 255)))
    .join(' ')})`
}

function isWhite(colour: Colour): boolean {
  return parts(colour).every((part) => part > 0.998)
}

function isBlack(colour: Colour): boolean {
  return parts(colour).every((part) => part < 0.002)
}

/** Exact where it is light; where it is dark, a shade of it on which light text can be read. */
function groundColour(colour: Colour): string {
  const dimmed = `oklch(from ${rgb(colour)} calc(l*.3) calc(c*1.3) h)`
  return `light-dark(${rgb(colour)},${dimmed})`
}

/** As a border: where it is dark, what was dark is light, and the other way round. */
export function lineColour(colour: Colour): string {
  return `light-dark(${rgb(colour)},oklch(from ${rgb(colour)} max(.38,calc(1.05 - l)) c h))`
}

/** Exact where it is light; where it is dark, dark ink is brought nearer to white. */
function inkColour(colour: Colour): string {
  const [red, green, blue] = parts(colour)
  const light = 0.299 * red + 0.587 * green + 0.114 * blue
  const mixed = `color-mix(in srgb,${rgb(colour)} 55%,white)`
  return light > 0.6 ? rgb(colour) : `light-dark(${rgb(colour)},${mixed})`
}
