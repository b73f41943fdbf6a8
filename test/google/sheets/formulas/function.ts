import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { NumberFormat } from '#test/google/sheets/book/cell.ts'
import { Range, type Lazy, type Operand, type Scalar } from './operand.ts'

/** What a result looks like: a format of its own, or as the cells of a range do, place by place. */
export type Shown = NumberFormat | Range | undefined

/** What a function knows of the formula it stands in. */
export type Context = {
  /** The function's own name, for errors. */
  name: string
  /** What its arguments look like. */
  formats: readonly Shown[]
  book: Book
  sheet: Sheet
  row: number
  column: number
  /** The current one where the spreadsheet is. */
  year: number
  /** Milliseconds since 1970; asking for it makes the spreadsheet one that changes with time. */
  now: () => number
  /** From 0 to 1, another at each call, the same as long as the spreadsheet does not change. */
  random: () => number
  /** Whether scalars take arrays, as inside ARRAYFORMULA. */
  arrays: boolean
  /** Gives the result its format, or the place it leads to. */
  show: (shown: Shown) => void
  link: (uri: string) => void
  /** Reads a reference as INDIRECT does; null for cells outside the grid. */
  reference: (text: string) => Range | 'none' | null
  /** Calculates a node with more names known. */
  evaluate: (lazy: Lazy, names: ReadonlyMap<string, Operand>, arrays?: boolean) => Operand
}

/**
 * What a parameter takes, by letter. Scalars are coerced, and an error in one is the function's
 * result; a range or array is passed through value by value where arrays are allowed.
 */
type Kinds = {
  /** A number. */
  n: number
  /** Text. */
  t: string
  /** TRUE or FALSE. */
  b: boolean
  /** Any value but an error. */
  v: Exclude<Scalar, Error>
  /** Any value, errors too. */
  e: Scalar
  /** A value, an array or a range as it is. */
  a: Operand
  /** A range. */
  r: Range
  /** Calculated when it is asked for. */
  l: Lazy
}

type One<K extends string> = K extends `${infer L extends keyof Kinds}?`
  ? [Kinds[L]?]
  : K extends `${infer L extends keyof Kinds}*`
    ? Kinds[L][]
    : K extends keyof Kinds
      ? [Kinds[K]]
      : []

type Args<S extends string> = S extends `${infer H} ${infer R}` ? [...One<H>, ...Args<R>] : One<S>

export type Kind = keyof Kinds

/** How the format of a result comes from the formats of the arguments. */
export type FormatRule = (formats: readonly Shown[]) => Shown

export type FunctionEntry = {
  kinds: readonly Kind[]
  least: number
  most: number
  run: (context: Context, args: readonly unknown[]) => Operand
  /** Its arguments take arrays without ARRAYFORMULA. */
  arrays: boolean
  /** What the last two named parameters take, further arguments take in turn. */
  pairs: boolean
  format: FormatRule
}

type Options = { arrays?: boolean; pairs?: boolean; format?: FormatRule | NumberFormat }

/** The format that operands bring; of a range, the one of its first cell. */
export function numberFormat(shown: Shown): NumberFormat | undefined {
  return shown instanceof Range ? shown.format(0, 0) : shown
}

export const FIRST: FormatRule = (formats) => formats.find((shown) => shown !== undefined)

/**
 * Declares a function by the letters of its parameters: `n n? v*` takes a number, perhaps a second
 * one, and any further values.
 */
export function define<S extends string>(
  signature: S,
  run: (...args: Args<S>) => Operand,
  options: Options = {},
): FunctionEntry {
  return defineIn(signature, (_context, ...args) => run(...args), options)
}

/** The same for a function that has to know the formula it stands in. */
export function defineIn<S extends string>(
  signature: S,
  run: (context: Context, ...args: Args<S>) => Operand,
  { arrays = false, pairs = false, format }: Options = {},
): FunctionEntry {
  const params = signature === '' ? [] : signature.split(' ')
  const endless = params.some((param) => param.endsWith('*'))
  const optional = params.filter((param) => /[?*]$/.test(param)).length
  return {
    kinds: params.map((param) => param.charAt(0) as Kind),
    least: params.length - optional,
    most: endless ? Infinity : params.length,
    // The evaluator has made the arguments what the letters say.
    run: (context, args) => run(context, ...(args as Args<S>)),
    arrays,
    pairs,
    format: typeof format === 'object' ? () => format : (format ?? (() => undefined)),
  }
}

/** The letter of a parameter by its place; the last one holds for all further ones. */
export function kindOf(entry: FunctionEntry, index: number): Kind {
  const named = entry.kinds.length - 1
  if (entry.pairs && index >= named) {
    return entry.kinds[named - 2 + ((index - named) % 2)] ?? 'v'
  }
  return entry.kinds[Math.min(index, entry.kinds.length - 1)] ?? 'v'
}
