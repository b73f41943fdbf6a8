import { errorOf, FormulaError, PARSE_ERROR, TOO_DEEP } from './errors.ts'
import { kindOf, type Context, type FunctionEntry, type Shown } from './function.ts'
import { FUNCTIONS } from './functions/index.ts'
import { attempt, checkCount, invoke } from './invoke.ts'
import {
  isMany,
  isMatrix,
  Lambda,
  Range,
  toMatrix,
  toScalar,
  type Lazy,
  type Matrix,
  type Operand,
  type Scalar,
} from './operand.ts'
import type { Node } from './parse.ts'
import { cut, rangeOf, readRange, type Place } from './place.ts'

/** The functions behind operators; errors name them. */
const OPERATORS: Record<string, string> = {
  '+': 'ADD',
  '-': 'MINUS',
  '*': 'MULTIPLY',
  '/': 'DIVIDE',
  '^': 'POW',
  '&': 'CONCAT',
  '=': 'EQ',
  '<>': 'NE',
  '<': 'LT',
  '<=': 'LTE',
  '>': 'GT',
  '>=': 'GTE',
}

const NO_NAMES: ReadonlyMap<string, Operand> = new Map()

/** Calculates the tree of one formula. Errors are answered, never thrown. */
export class Evaluation {
  readonly #place: Place
  readonly #names: ReadonlyMap<string, Operand>
  #arrays: boolean
  /** What the last node that was calculated looks like. */
  shown: Shown = undefined
  link: string | undefined = undefined

  constructor(place: Place, names = NO_NAMES, arrays = false) {
    this.#place = place
    this.#names = names
    this.#arrays = arrays
  }

  evaluate(node: Node): Operand {
    this.shown = undefined
    try {
      return this.#evaluate(node)
    } catch (error) {
      if (error instanceof FormulaError) return error
      // The stack is full: of calls that call themselves, or of operators without end.
      if (error instanceof RangeError) return TOO_DEEP
      throw error
    }
  }

  #evaluate(node: Node): Operand {
    switch (node.kind) {
      case 'number':
      case 'string':
      case 'boolean':
        return node.value
      case 'missing':
        return null
      case 'error':
        return errorOf(node.name)
      case 'reference':
        return this.#show(rangeOf(this.#place, node.reference))
      case 'name':
        return this.#show(this.#named(node.name))
      case 'array':
        return this.#array(node.rows)
      case 'prefix':
        // A plus sign leaves even text as it is: seen by a live probe.
        if (node.mark === '+') return this.#operand(node.operand)
        return this.#call('UMINUS', [node.operand])
      case 'percent':
        return this.#call('UNARY_PERCENT', [node.operand])
      case 'binary':
        return this.#call(OPERATORS[node.mark] ?? '', [node.left, node.right])
      case 'span':
        return this.#span(node.left, node.right)
      case 'call':
        return this.#call(node.name, node.args)
      case 'apply': {
        const callee = this.evaluate(node.callee)
        if (callee instanceof Lambda) return callee.call(node.args.map((arg) => this.evaluate(arg)))
        return callee instanceof FormulaError ? callee : PARSE_ERROR
      }
    }
  }

  #show(operand: Operand): Operand {
    if (operand instanceof Range) this.shown = operand
    return operand
  }

  #operand(node: Node): Operand {
    const operand = this.evaluate(node)
    return this.#arrays || !isMany(operand) ? operand : this.#intersect(operand)
  }

  #named(name: string): Operand {
    const known = this.#names.get(name.toLowerCase())
    if (known !== undefined) return known
    const { book } = this.#place
    const named = book.namedRanges.find((range) => range.name.toLowerCase() === name.toLowerCase())
    const sheet =
      named && book.sheets.find(({ properties }) => properties.sheetId === named.sheetId)
    if (named && sheet) {
      const { startRow, endRow, startColumn, endColumn } = named.box
      if (startRow < endRow && startColumn < endColumn)
        return cut(this.#place, sheet, named.box, true)
      throw errorOf('#REF!')
    }
    // A function without its brackets is taken for a name, too.
    throw new FormulaError('NAME', `Unknown range name: '${name.toUpperCase()}'.`)
  }

  /** Arrays within an array stand beside and below each other. */
  #array(rows: readonly Node[][]): Operand {
    let shown: Shown = undefined
    const all: Scalar[][] = []
    for (const row of rows) {
      const parts = row.map((node) => {
        const operand = this.evaluate(node)
        shown ??= this.shown
        return toMatrix(operand)
      })
      const height = parts[0]?.length ?? 0
      if (parts.some((part) => part.length !== height)) throw missingValues()
      for (let at = 0; at < height; at += 1) all.push(parts.flatMap((part) => part[at] ?? []))
    }
    if (all.some((row) => row.length !== all[0]?.length)) throw missingValues()
    this.shown = shown
    return all
  }

  #span(left: Node, right: Node): Operand {
    const [a, b] = [this.evaluate(left), this.evaluate(right)]
    if (!(a instanceof Range) || !(b instanceof Range) || a.sheet !== b.sheet) {
      throw new FormulaError('N_A', 'Argument must be a range.')
    }
    return cut(
      this.#place,
      a.sheet,
      {
        startRow: Math.min(a.box.startRow, b.box.startRow),
        endRow: Math.max(a.box.endRow, b.box.endRow),
        startColumn: Math.min(a.box.startColumn, b.box.startColumn),
        endColumn: Math.max(a.box.endColumn, b.box.endColumn),
      },
      true,
    )
  }

  #call(name: string, nodes: readonly Node[]): Operand {
    const made = this.#names.get(name.toLowerCase())
    if (made instanceof Lambda) return made.call(nodes.map((node) => this.evaluate(node)))
    const upper = name.toUpperCase()
    const entry = FUNCTIONS.get(upper)
    if (!entry) throw new FormulaError('NAME', `Unknown function: '${name}'.`)
    checkCount(upper, entry, nodes.length)
    const before = this.#arrays
    this.#arrays ||= entry.arrays
    try {
      return this.#run(upper, entry, nodes)
    } finally {
      this.#arrays = before
    }
  }

  #run(name: string, entry: FunctionEntry, nodes: readonly Node[]): Operand {
    const formats: Shown[] = []
    const operands = nodes.map((node, index): Operand | Lazy => {
      if (kindOf(entry, index) === 'l') return { node, get: () => this.evaluate(node) }
      const operand = this.evaluate(node)
      formats.push(this.shown)
      return operand
    })
    let own: Shown = undefined
    const context = this.#context(name, formats, (shown) => {
      own = shown
    })
    const result = invoke(entry, context, operands, (operand) => this.#intersect(operand))
    this.shown = own ?? entry.format(formats)
    return result
  }

  #context(name: string, formats: readonly Shown[], show: (shown: Shown) => void): Context {
    const { book, sheet, row, column, year, now, random } = this.#place
    return {
      name,
      formats,
      book,
      sheet,
      row,
      column,
      year,
      now,
      random,
      arrays: this.#arrays,
      show,
      link: (uri) => {
        this.link = uri
      },
      reference: (text) => readRange(this.#place, text),
      evaluate: ({ node }, names, arrays = this.#arrays) => {
        const inner = new Evaluation(this.#place, new Map([...this.#names, ...names]), arrays)
        const operand = inner.evaluate(node)
        show(inner.shown)
        return operand
      },
    }
  }

  /** The one value of a range that stands in the formula's row or column; an array's first one. */
  #intersect(operand: Matrix | Range): Scalar {
    if (isMatrix(operand) || operand.single) return toScalar(operand)
    if (!operand.literal) return toScalar(operand)
    const { row, column } = this.#place
    const { startRow, endRow, startColumn, endColumn } = operand.box
    if (operand.width === 1 && row >= startRow && row < endRow) {
      return operand.at(row - startRow, 0)
    }
    if (operand.height === 1 && column >= startColumn && column < endColumn) {
      return operand.at(0, column - startColumn)
    }
    throw new FormulaError('VALUE', 'An array value could not be found.')
  }

  /** What the whole formula comes to: one value, or several that spill. */
  result(node: Node): Scalar | Matrix {
    const operand = this.evaluate(node)
    if (isMatrix(operand)) return operand
    if (!(operand instanceof Range)) return toScalar(operand)
    if (operand.literal && !this.#arrays) return toScalar(attempt(() => this.#intersect(operand)))
    return operand.single ? operand.at(0, 0) : operand.matrix()
  }
}

function missingValues(): FormulaError {
  return new FormulaError(
    'VALUE',
    'In ARRAY_LITERAL, an Array Literal was missing values for one or more rows.',
  )
}
