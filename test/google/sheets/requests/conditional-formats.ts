import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { withTwins } from '#test/google/sheets/book/colour-twins.ts'
import { gridSheet, readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import type { BooleanCondition, ConditionalFormat } from '#test/google/sheets/book/objects.ts'
import { conditionalFormat } from '#test/google/sheets/describe/objects.ts'
import { invalid } from '#test/google/http/errors.ts'
import { checkCondition } from './condition.ts'
import type { BatchRequest, Draft } from './request.ts'

type Given = {
  ranges?: GridRange[]
  booleanRule?: { condition?: BooleanCondition; format?: CellFormat }
  gradientRule?: { minpoint?: Point; midpoint?: Point; maxpoint?: Point }
}

type Point = { type?: string; value?: string; color?: object; colorStyle?: object }

/** https://developers.google.com/workspace/sheets/api/guides/conditional-format */
export const CONDITIONAL_FORMAT_REQUESTS: Record<string, BatchRequest> = {
  /** An index past the end is the end: probed by others. */
  addConditionalFormatRule: (draft, body) => {
    const { sheet, rule } = readRule(draft, body['rule'] as Given | undefined)
    const index = Number(body['index'] ?? 0)
    if (index < 0) throw invalid(`Invalid index: ${String(index)}`)
    sheet.conditionalFormats = sheet.conditionalFormats.toSpliced(index, 0, rule)
    return {}
  },

  /** Either replaces the rule at an index or moves it. */
  updateConditionalFormatRule: (draft, body) => {
    const { index = 0, newIndex, sheetId } = body as Record<string, number | undefined>
    if (body['rule'] !== undefined && newIndex === undefined) {
      const { sheet, rule } = readRule(draft, body['rule'] as Given)
      const old = ruleAt(sheet, index)
      sheet.conditionalFormats = sheet.conditionalFormats.with(index, rule)
      const id = sheet.properties.sheetId
      return {
        newRule: conditionalFormat(id, rule),
        ...(index > 0 ? { newIndex: index } : {}),
        oldRule: conditionalFormat(id, old),
      }
    }
    if (newIndex === undefined) throw invalid('One of rule or newIndex must be specified.')
    const sheet = gridSheet(draft.book, sheetId)
    const rule = ruleAt(sheet, index)
    if (newIndex < 0 || newIndex >= sheet.conditionalFormats.length) {
      throw invalid(`Invalid newIndex: ${String(newIndex)}`)
    }
    const others = sheet.conditionalFormats.toSpliced(index, 1)
    sheet.conditionalFormats = others.toSpliced(newIndex, 0, rule)
    return {
      newRule: conditionalFormat(sheet.properties.sheetId, rule),
      ...(newIndex > 0 ? { newIndex } : {}),
      // One of two that the reply may have, which is told even when it is zero.
      oldIndex: index,
    }
  },

  deleteConditionalFormatRule: ({ book }, body) => {
    const sheet = gridSheet(book, body['sheetId'] as number | undefined)
    const index = Number(body['index'] ?? 0)
    const rule = ruleAt(sheet, index)
    sheet.conditionalFormats = sheet.conditionalFormats.toSpliced(index, 1)
    return { rule: conditionalFormat(sheet.properties.sheetId, rule) }
  },
}

/** The words are those of public error reports. */
function ruleAt(sheet: Sheet, index: number): ConditionalFormat {
  const rule = index < 0 ? undefined : sheet.conditionalFormats[index]
  if (rule) return rule
  throw invalid(
    `No conditional format on sheet: ${String(sheet.properties.sheetId)} at index: ${String(index)}`,
  )
}

function readRule(
  { book }: Draft,
  given: Given | undefined,
): { sheet: Sheet; rule: ConditionalFormat } {
  const { ranges = [], booleanRule, gradientRule } = given ?? {}
  const [first] = ranges
  if (!first) throw invalid('ConditionalFormatRule.ranges must be specified.')
  const places = ranges.map((range) => readGridRange(book, range))
  const { sheet } = readGridRange(book, first)
  if (places.some((place) => place.sheet !== sheet)) {
    throw invalid('All ranges in a ConditionalFormatRule must be on the same sheet.')
  }
  const boxes = places.map(({ open }) => open)
  if (booleanRule) {
    checkCondition(booleanRule.condition, 'conditional formats')
    checkFormat(booleanRule.format ?? {})
    return { sheet, rule: { boxes, booleanRule: withTwins(booleanRule) } }
  }
  if (!gradientRule) throw invalid('No rule specified.')
  return { sheet, rule: { boxes, gradientRule: readGradient(gradientRule) } }
}

const FORMAT = ['backgroundColor', 'backgroundColorStyle', 'textFormat']
const TEXT_FORMAT = ['bold', 'italic', 'strikethrough', 'foregroundColor', 'foregroundColorStyle']

/** The words were probed by others. */
function checkFormat(format: CellFormat): void {
  const allowed =
    Object.keys(format).every((name) => FORMAT.includes(name)) &&
    Object.keys(format.textFormat ?? {}).every((name) => TEXT_FORMAT.includes(name))
  if (allowed) return
  throw invalid(
    'ConditionalFormatRule.format only supports bold, italic, strikethrough, foreground color and background color.',
  )
}

/** What is refused, in which words, and that MIN and MAX lose their value, was probed by others. */
function readGradient({
  minpoint,
  midpoint,
  maxpoint,
}: NonNullable<Given['gradientRule']>): object {
  return {
    minpoint: readPoint(minpoint),
    ...(midpoint ? { midpoint: readPoint(midpoint) } : {}),
    maxpoint: readPoint(maxpoint),
  }
}

function readPoint({ type, value = '', color, colorStyle }: Point = {}): object {
  if (type === undefined || type === 'INTERPOLATION_POINT_TYPE_UNSPECIFIED') {
    throw invalid('No interpolationPointType specified.')
  }
  const colours = withTwins({ ...(color ? { color } : {}), ...(colorStyle ? { colorStyle } : {}) })
  const { color: plain, colorStyle: style } = colours as Point
  const needsValue = type !== 'MIN' && type !== 'MAX'
  if (needsValue && value === '') throw invalid('InterpolationPoint.value is required.')
  if (needsValue && !value.startsWith('=') && Number.isNaN(Number(value.replace(',', '.')))) {
    throw invalid(`Invalid InterpolationPoint.value: ${value}`)
  }
  return {
    ...(plain ? { color: plain } : {}),
    type,
    ...(needsValue ? { value } : {}),
    ...(style ? { colorStyle: style } : {}),
  }
}
