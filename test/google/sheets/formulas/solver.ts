import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import type { NumberFormat } from '#test/google/sheets/book/cell.ts'
import { localeOf } from '#test/google/sheets/book/locale.ts'
import { CIRCULAR, FormulaError, PARSE_ERROR } from './errors.ts'
import { Evaluation } from './evaluate.ts'
import type { Shown } from './function.ts'
import { isMatrix, Range, size, type Matrix, type Scalar, type Source } from './operand.ts'
import { parseFormula } from './parse.ts'
import { boxOf } from './place.ts'
import { seededRandom } from './random.ts'
import { referencesIn } from './references.ts'
import { Results, type Formula, type Result } from './results.ts'

/** Thrown through formulas that cannot be calculated before one that is being calculated now. */
const NOT_YET = new Error('Not yet')

/** Formulas within each other past which a chain that cannot be foreseen, as of INDIRECT, ends. */
const DEEPEST = 200

/** Formulas within each other past which nothing is calculated only because it may spill. */
const MOST_TRIED = 20

/** Rows that are looked through for the format of a column. */
const FORMAT_ROWS = 50

type Running = { results: Results; formula: Formula }

/**
 * Calculates the formulas of a spreadsheet when they are asked for, each once. What a formula names
 * is calculated before it, without recursion, so that a chain may be as long as a sheet.
 */
export class Solver {
  volatile = false
  readonly #book: Book
  readonly #now: () => number
  readonly #year: number
  readonly #random: () => number
  readonly #comma: boolean
  readonly #sheets = new Map<Sheet, Results>()
  readonly #matrices = new Map<Sheet, Map<string, Matrix>>()
  /** The formulas that are being calculated, one within the other, and the place of each. */
  readonly #running: Formula[] = []
  /** Formulas that led back to themselves: they are in error, whatever they make of that. */
  readonly #circular = new Set<Formula>()
  readonly #places = new Map<Formula, number>()
  /** What is to be calculated once all that it names is. */
  readonly #waiting = new Set<Formula>()
  /** How many were running when formulas began to be tried that nobody asked for. */
  #tryingFrom = 0
  readonly #source: Source = {
    prepare: (sheet, box) => this.#spread(this.#of(sheet), box),
    value: (sheet, row, column) => this.#values(sheet, row, column, column + 1)[0] ?? null,
    matrix: (sheet, box) => this.#matrix(sheet, box),
    format: (sheet, row, column) => this.#format(sheet, row, column),
    usedRows: (sheet) => this.#usedRows(sheet),
  }

  /** @param year the current one where the spreadsheet is. */
  constructor(book: Book, year: number, now: () => number, seed: string) {
    this.#book = book
    this.#year = year
    this.#now = now
    this.#random = seededRandom(seed)
    this.#comma = localeOf(book.locale).decimal === ','
  }

  #of(sheet: Sheet): Results {
    let results = this.#sheets.get(sheet)
    if (!results) this.#sheets.set(sheet, (results = new Results(sheet, this.#comma)))
    return results
  }

  /** A sheet once all that may spill has spilled. */
  whole(sheet: Sheet): Results {
    const results = this.#of(sheet)
    for (const formula of results.spillers) this.#solve(results, formula)
    return results
  }

  result(sheet: Sheet, row: number, column: number): Result {
    const results = this.#of(sheet)
    const formula = results.formula(row, column)
    return formula ? this.#solve(results, formula) : { value: null }
  }

  /** Calculates what may spill into a block of cells. */
  #spread(results: Results, box: Box): void {
    if (this.#running.length > MOST_TRIED) return
    for (const formula of results.spillers) {
      if (!results.mayReach(formula, box)) continue
      const at = this.#indexOf(formula)
      if (at >= 0 && at < this.#tryingFrom) throw NOT_YET
      if (at >= 0) continue
      const before = this.#tryingFrom
      const depth = this.#running.length
      this.#tryingFrom = depth
      try {
        this.#solve(results, formula)
      } catch (error) {
        if (error !== NOT_YET) throw error
        this.#leave(depth)
      } finally {
        this.#tryingFrom = before
      }
    }
  }

  #leave(depth: number): void {
    for (const formula of this.#running.splice(depth)) this.#places.delete(formula)
  }

  #indexOf(formula: Formula): number {
    return this.#places.get(formula) ?? -1
  }

  #solve(results: Results, formula: Formula): Result {
    const known = results.known(formula)
    if (known) return known
    const at = this.#indexOf(formula)
    if (at >= 0 && at < this.#tryingFrom) throw NOT_YET
    if (at >= 0) for (const one of this.#running.slice(at)) this.#circular.add(one)
    if (at >= 0 || this.#running.length > DEEPEST) return { value: CIRCULAR }
    const running = { results, formula }
    // Already waiting for what is calculated now: a circle, but perhaps not one that is walked.
    if (this.#waiting.has(formula)) this.#calculate(running)
    else this.#solveInOrder(running)
    return results.known(formula) ?? { value: CIRCULAR }
  }

  /** First what the formula names, and before that what this names. */
  #solveInOrder(first: Running): void {
    const path = [this.#open(first)]
    try {
      for (let top = path.at(-1); top; top = path.at(-1)) {
        const { value: need } = top.needs.next()
        if (need) path.push(this.#open(need))
        else {
          path.pop()
          if (!top.results.known(top.formula)) this.#calculate(top)
          this.#waiting.delete(top.formula)
        }
      }
    } finally {
      for (const { formula } of path) this.#waiting.delete(formula)
    }
  }

  #open(running: Running): Running & { needs: Iterator<Running, undefined> } {
    this.#waiting.add(running.formula)
    return { ...running, needs: this.#needs(running) }
  }

  /** What a formula names, is not calculated and does not wait itself. */
  *#needs({ results, formula }: Running): Generator<Running, undefined> {
    for (const { sheet: title, from, to } of formula.node ? referencesIn(formula.node) : []) {
      const sheet = title === null ? results.sheet : this.#named(title)
      if (!sheet?.grid.mayHaveFormulas) continue
      const others = this.#of(sheet)
      if (others.complete) continue
      for (const other of others.within(boxOf(from, to ?? from))) {
        if (!others.known(other) && !this.#waiting.has(other)) {
          yield { results: others, formula: other }
        }
      }
    }
    return undefined
  }

  #named(title: string): Sheet | undefined {
    const lower = title.toLowerCase()
    return this.#book.sheets.find(({ properties }) => properties.title.toLowerCase() === lower)
  }

  /** One value of a formula that stands in no cell. */
  evaluate(sheet: Sheet, at: { row: number; column: number }, text: string): Scalar {
    const node = parseFormula(text, this.#comma)
    if (!node) return PARSE_ERROR
    const value = this.#evaluation(sheet, at).result(node)
    return isMatrix(value) ? (value[0]?.[0] ?? null) : value
  }

  #evaluation(
    sheet: Sheet,
    { row, column }: { row: number; column: number },
    lost: ReadonlySet<string> = new Set(),
  ): Evaluation {
    return new Evaluation({
      lost,
      book: this.#book,
      source: this.#source,
      sheet,
      row,
      column,
      year: this.#year,
      now: () => {
        this.volatile = true
        return this.#now()
      },
      random: this.#random,
    })
  }

  #calculate(running: Running): void {
    const { results, formula } = running
    if (!formula.node) {
      results.set(formula, { value: PARSE_ERROR })
      return
    }
    const depth = this.#running.length
    this.#running.push(formula)
    this.#places.set(formula, depth)
    const evaluation = this.#evaluation(results.sheet, formula, formula.lost)
    const value = evaluation.result(formula.node)
    const { shown, link } = evaluation
    // Read before this formula is done: it may lead back here.
    const format = formatter(shown, value)
    const first = format(0, 0)
    this.#leave(depth)
    if (this.#circular.has(formula)) results.set(formula, { value: CIRCULAR })
    else if (isMatrix(value)) results.spill(formula, value, format)
    else results.set(formula, { value: sized(value), format: first, link })
  }

  #usedRows(sheet: Sheet): number {
    const { grid } = sheet
    return grid.mayHaveFormulas
      ? Math.max(grid.usedRows, this.#of(sheet).spilledRows)
      : grid.usedRows
  }

  /** Kept where no formula can change it: tables are looked up in again and again. */
  #matrix(sheet: Sheet, box: Box): Matrix {
    const keeps = !sheet.grid.mayHaveFormulas || this.#of(sheet).isPlain(box)
    if (!keeps) return this.#readMatrix(sheet, box)
    const key = [box.startRow, box.endRow, box.startColumn, box.endColumn].join(' ')
    let kept = this.#matrices.get(sheet)
    if (!kept) this.#matrices.set(sheet, (kept = new Map()))
    let matrix = kept.get(key)
    if (!matrix) kept.set(key, (matrix = this.#readMatrix(sheet, box)))
    return matrix
  }

  #readMatrix(sheet: Sheet, { startRow, endRow, startColumn, endColumn }: Box): Matrix {
    const used = this.#usedRows(sheet)
    const empty = Array<Scalar>(endColumn - startColumn).fill(null)
    return Array.from({ length: endRow - startRow }, (_, row) =>
      startRow + row >= used ? empty : this.#values(sheet, startRow + row, startColumn, endColumn),
    )
  }

  #values(sheet: Sheet, row: number, from: number, to: number): readonly Scalar[] {
    const cells = sheet.grid.row(row)
    const results = sheet.grid.mayHaveFormulas ? this.#of(sheet) : null
    const values: Scalar[] = []
    for (let column = from; column < to; column += 1) {
      const value = cells[column]?.value
      if (value?.formulaValue !== undefined) {
        values.push(this.result(sheet, row, column).value)
      } else if (value || !results?.hasColumn(column)) values.push(valueOf(value))
      else values.push(results.spilled(row, column)?.value ?? null)
    }
    return values
  }

  #format(sheet: Sheet, row: number, column: number): NumberFormat | undefined {
    const own = sheet.grid.cell(row, column)?.format?.numberFormat
    if (own) return own.type === 'TEXT' ? undefined : own
    if (!sheet.grid.mayHaveFormulas) return undefined
    const results = this.#of(sheet)
    const formula = results.formula(row, column)
    return formula ? this.#solve(results, formula).format : results.spilled(row, column)?.format
  }
}

/** A cell holds at most 50,000 characters, also one that a formula filled. */
function sized(value: Scalar): Scalar {
  if (typeof value !== 'string' || value.length <= 50_000) return value
  return new FormulaError(
    'VALUE',
    'Text result of CONCATENATE is longer than the limit of 50000 characters.',
  )
}

function valueOf(value: Cell['value']): Scalar {
  return value?.numberValue ?? value?.stringValue ?? value?.boolValue ?? null
}

/**
 * The format of each value of a result. From a range of the same size each takes its cell's, else
 * that of its column.
 */
function formatter(
  shown: Shown,
  value: Scalar | Matrix,
): (row: number, column: number) => NumberFormat | undefined {
  if (!(shown instanceof Range)) return () => shown
  const { height, width } = size(value)
  if (shown.height === height && shown.width === width) {
    return (row, column) => shown.format(row, column)
  }
  const columns = Array.from({ length: Math.min(width, shown.width) }, (_, column) => {
    for (let row = 0; row < Math.min(shown.height, FORMAT_ROWS); row += 1) {
      const format = shown.format(row, column)
      if (format) return format
    }
    return undefined
  })
  return (_row, column) => columns[Math.min(column, columns.length - 1)]
}
