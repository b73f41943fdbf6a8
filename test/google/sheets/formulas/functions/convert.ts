import { CONVERT as convertUnits } from '@formulajs/formulajs'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import { define, type FunctionEntry } from '#test/google/sheets/formulas/function.ts'

/** A degree of each scale in kelvins, and its zero. The library knows no temperatures. */
const DEGREES: Record<string, readonly [size: number, zero: number]> = {
  C: [1, 273.15],
  cel: [1, 273.15],
  F: [5 / 9, 459.67 * (5 / 9)],
  fah: [5 / 9, 459.67 * (5 / 9)],
  K: [1, 0],
  kel: [1, 0],
  Rank: [5 / 9, 0],
  Reau: [1.25, 273.15],
}

function convert(value: number, from: string, to: string): number {
  const [a, b] = [DEGREES[from], DEGREES[to]]
  if (a && b) return (value * a[0] + a[1] - b[1]) / b[0]
  const result: unknown = convertUnits(value, from, to)
  if (typeof result === 'number') return result
  throw new FormulaError('N_A', `Function CONVERT cannot convert ${from} to ${to}.`)
}

export const CONVERT: Record<string, FunctionEntry> = {
  CONVERT: define('n t t', (value, from, to) => Number(convert(value, from, to).toPrecision(15))),
}
