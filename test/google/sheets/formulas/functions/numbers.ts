import { toNumber } from '#test/google/sheets/formulas/coerce.ts'
import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
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
export function numbersOf(name: string, operands: readonly Operand[]): number[] {
  const numbers: number[] = []
  operands.forEach((operand, index) => {
    if (!isMany(operand)) {
      numbers.push(toNumber(toScalar(operand), name, index + 1))
      return
    }
    for (const row of filledRows(operand)) {
      for (const value of row) {
        if (typeof value === 'number') numbers.push(value)
        else if (value instanceof FormulaError) throw value
      }
    }
  })
  return numbers
}

/** As AVERAGEA and its like see them: text counts as 0, TRUE as 1. */
export function numbersOfAll(name: string, operands: readonly Operand[]): number[] {
  const numbers: number[] = []
  operands.forEach((operand, index) => {
    if (!isMany(operand)) {
      numbers.push(toNumber(toScalar(operand), name, index + 1))
      return
    }
    for (const row of filledRows(operand)) {
      for (const value of row) {
        if (value instanceof FormulaError) throw value
        if (value !== null) numbers.push(typeof value === 'string' ? 0 : Number(value))
      }
    }
  })
  return numbers
}

/** All values but those of the empty rows at the end of a range. */
export function valuesOf(operand: Operand): Scalar[] {
  return isMany(operand) ? filledRows(operand).flat() : [toScalar(operand)]
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
