import { toNumber, type Taker } from '#test/google/sheets/formulas/coerce.ts'
import { divideByZero, FormulaError } from '#test/google/sheets/formulas/errors.ts'
import {
  filledRows,
  isMany,
  toScalar,
  type Operand,
  type Scalar,
} from '#test/google/sheets/formulas/operand.ts'

/**
 * The numbers that SUM and its like see: those of ranges and arrays, where text, TRUE and FALSE do
 * not count, and what values written as arguments can be made into.
 * @throws FormulaError the first error among them, or for text that is no number.
 */
export function numbersOf(taker: Taker, operands: readonly Operand[]): number[] {
  return gather(taker, operands, (value) => (typeof value === 'number' ? value : null))
}

/** As AVERAGEA and its like see them: text counts as 0, TRUE as 1. */
export function numbersOfAll(taker: Taker, operands: readonly Operand[]): number[] {
  return gather(taker, operands, (value) => {
    if (value === null) return null
    return typeof value === 'string' ? 0 : Number(value)
  })
}

/** @param count what a value of a range or array counts as; null for not at all. */
function gather(
  taker: Taker,
  operands: readonly Operand[],
  count: (value: Scalar) => number | null,
): number[] {
  const numbers: number[] = []
  operands.forEach((operand, index) => {
    if (!isMany(operand)) {
      numbers.push(toNumber(toScalar(operand), taker, index + 1))
      return
    }
    for (const row of filledRows(operand)) {
      for (const value of row) {
        if (value instanceof FormulaError) throw value
        const number = count(value)
        if (number !== null) numbers.push(number)
      }
    }
  })
  return numbers
}

/** Those of the values that are numbers. @throws FormulaError the first error among them. */
export function numbersAmong(values: readonly Scalar[]): number[] {
  return values.flatMap((value) => {
    if (value instanceof FormulaError) throw value
    return typeof value === 'number' ? [value] : []
  })
}

/** All values but those of the empty rows at the end of a range. */
export function valuesOf(operand: Operand): Scalar[] {
  return isMany(operand) ? filledRows(operand).flat() : [toScalar(operand)]
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** @throws FormulaError where there is nothing to take the mean of. */
export function mean(name: string, numbers: readonly number[]): number {
  if (numbers.length === 0) throw divideByZero(name)
  return sum(numbers) / numbers.length
}
