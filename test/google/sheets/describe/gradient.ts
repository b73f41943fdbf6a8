import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { keepColour } from '#test/google/sheets/book/colour.ts'
import { localeOf } from '#test/google/sheets/book/locale.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { typedNumber } from '#test/google/sheets/values/typed-number.ts'

/** Google's InterpolationPoint. */
type Point = { color?: Colour; colorStyle?: { rgbColor?: Colour }; type?: string; value?: string }

type Colour = { red?: number; green?: number; blue?: number }

/** Numbers in their order, each with the colour that it has. */
export type Gradient = readonly { number: number; colour: Colour }[]

/**
 * The points of a gradient rule, with what MIN, PERCENT and the like come to over the numbers of its
 * ranges. https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#GradientRule
 */
export function readGradient(
  calculation: Calculation,
  sheet: Sheet,
  boxes: readonly Box[],
  rule: { minpoint?: Point; midpoint?: Point; maxpoint?: Point },
): Gradient {
  const numbers = boxes
    .flatMap((box) => numbersOf(calculation, sheet, box))
    .toSorted((a, b) => a - b)
  const locale = localeOf(calculation.book.locale)
  return [rule.minpoint, rule.midpoint, rule.maxpoint].flatMap((point) => {
    if (!point) return []
    const given = typedNumber(point.value ?? '', locale)?.number ?? NaN
    const number = place(point.type ?? '', given, numbers)
    return [{ number, colour: point.colorStyle?.rgbColor ?? point.color ?? {} }]
  })
}

function numbersOf(calculation: Calculation, sheet: Sheet, box: Box): number[] {
  const numbers: number[] = []
  const end = Math.min(box.endRow, calculation.usedRows(sheet))
  for (let row = box.startRow; row < end; row += 1) {
    for (const cell of calculation.row(sheet, row).slice(box.startColumn, box.endColumn)) {
      if (cell?.value?.numberValue !== undefined) numbers.push(cell.value.numberValue)
    }
  }
  return numbers
}

/** @param numbers in their order. */
function place(type: string, given: number, numbers: readonly number[]): number {
  const [min = NaN, max = NaN] = [numbers[0], numbers.at(-1)]
  if (type === 'MIN') return min
  if (type === 'MAX') return max
  if (type === 'PERCENT') return min + ((max - min) * given) / 100
  if (type !== 'PERCENTILE') return given
  const at = ((numbers.length - 1) * given) / 100
  const below = numbers[Math.floor(at)] ?? NaN
  const above = numbers[Math.ceil(at)] ?? NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** The background that a number has: that of the point it lies on, or mixed of those beside it. */
export function gradientFormat(gradient: Gradient, number: number): CellFormat | null {
  const points = gradient.filter((point) => !Number.isNaN(point.number))
  const above = points.findIndex((point) => number <= point.number)
  const [from, to] = [points[above === -1 ? points.length - 1 : above - 1], points[above]]
  const colour = from && to ? mixed(from, to, number) : (from ?? to)?.colour
  if (!colour) return null
  const backgroundColor = keepColour(colour)
  return { backgroundColor, backgroundColorStyle: { rgbColor: backgroundColor } }
}

function mixed(from: Gradient[number], to: Gradient[number], number: number): Colour {
  const share = (number - from.number) / (to.number - from.number)
  const part = (name: keyof Colour): number => {
    const [a, b] = [from.colour[name] ?? 0, to.colour[name] ?? 0]
    return a + (b - a) * share
  }
  return { red: part('red'), green: part('green'), blue: part('blue') }
}
