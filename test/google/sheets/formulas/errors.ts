/** The types of Google's ErrorValue, and what a cell shows for them. */
export const ERROR_NAMES = {
  ERROR: '#ERROR!',
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
  LOADING: 'Loading...',
} as const

export type ErrorType = keyof typeof ERROR_NAMES

/** What a cell shows for a type of error. */
export function errorName(type: string): string {
  return type in ERROR_NAMES ? ERROR_NAMES[type as ErrorType] : ERROR_NAMES.ERROR
}

/**
 * An error that a formula came to. It is a value like others: functions may be given one, answer one,
 * or throw one. The message is what Google shows beside the cell and in `errorValue`.
 */
export class FormulaError extends Error {
  readonly type: ErrorType

  constructor(type: ErrorType, message = '') {
    super(message)
    this.type = type
  }
}

/** The error that an error literal such as `#N/A` stands for. Recorded without a message. */
export function errorOf(name: string): FormulaError {
  const types = Object.keys(ERROR_NAMES) as ErrorType[]
  const type = types.find((one) => ERROR_NAMES[one] === name) ?? 'ERROR'
  return new FormulaError(type, type === 'REF' ? 'Reference does not exist.' : '')
}

export const PARSE_ERROR = new FormulaError('ERROR', 'Formula parse error.')

export const CIRCULAR = new FormulaError(
  'REF',
  'Circular dependency detected. To resolve with iterative calculation, see File > Settings.',
)

/** Believed. */
export const TOO_DEEP = new FormulaError(
  'ERROR',
  'Calculation limit was reached when trying to compute this formula.',
)

export function divideByZero(name: string): FormulaError {
  return new FormulaError(
    'DIVIDE_BY_ZERO',
    `Evaluation of function ${name} caused a divide by zero error.`,
  )
}

/** Seen by a live probe for INDEX. @param index of the parameter, from one. */
export function beyond(name: string, index: number, value: number): FormulaError {
  return new FormulaError(
    'NUM',
    `Function ${name} parameter ${String(index)} value ${String(value)} is out of range.`,
  )
}

export function notFound(text: string, name: string): FormulaError {
  return new FormulaError('N_A', `Did not find value '${text}' in ${name} evaluation.`)
}

/** @param index of the parameter, from one. */
export function outOfRange(
  name: string,
  index: number,
  value: number,
  [least, most]: readonly [number, number],
): FormulaError {
  const given = `Function ${name} parameter ${String(index)} value is ${String(value)}.`
  return most === Infinity
    ? new FormulaError('NUM', `${given} It should be greater than or equal to ${String(least)}.`)
    : new FormulaError(
        'NUM',
        `${given} Valid values are between ${String(least)} and ${String(most)} inclusive.`,
      )
}
