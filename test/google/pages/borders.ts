import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { lineColour } from './look.ts'
import type { View } from './view.ts'

type Border = sheets_v4.Schema$Border
type Block = { top: number; left: number; bottom: number; right: number }

/**
 * The borders of a cell, or of several that are joined, in CSS. A line that two cells share is drawn
 * by the one above it or before it.
 * @param block its first and its last row and column.
 */
export function borderDeclarations(view: View, block: Block): string[] {
  const { top, left, bottom, right } = block
  const first = bordersAt(view, top, left)
  const last = bordersAt(view, bottom, right)
  return [
    ...(drawn(view, top - 1, left, 'bottom') ? [] : declaration('block-start', first.top)),
    ...(drawn(view, top, left - 1, 'right') ? [] : declaration('inline-start', first.left)),
    ...declaration('block-end', last.bottom),
    ...declaration('inline-end', last.right),
  ]
}

function bordersAt(view: View, row: number, column: number): sheets_v4.Schema$Borders {
  return view.cell(row, column)?.effectiveFormat?.borders ?? {}
}

function drawn(view: View, row: number, column: number, side: 'bottom' | 'right'): boolean {
  return view.inSight(row, column) && bordersAt(view, row, column)[side] !== undefined
}

const STROKES: Record<string, string> = {
  DOTTED: '1px dotted',
  DASHED: '1px dashed',
  SOLID: '1px solid',
  SOLID_MEDIUM: '2px solid',
  SOLID_THICK: '3px solid',
  DOUBLE: '3px double',
}

function declaration(side: string, border: Border | undefined): string[] {
  const stroke = STROKES[border?.style ?? '']
  if (stroke === undefined) return []
  const colour = border?.colorStyle?.rgbColor ?? border?.color ?? {}
  return [`border-${side}:${stroke} ${lineColour(colour)}`]
}
