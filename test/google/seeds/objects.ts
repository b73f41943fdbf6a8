import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { colour, type Format, type Request } from './change.ts'

/** Requests for what stands beside the cells: borders, bands, filters, conditional formats. */

type GridRange = sheets_v4.Schema$GridRange

const HAIR = { style: 'SOLID', color: colour('#d0d4d9') }
const LINE = { style: 'SOLID_MEDIUM', color: colour('#5f6368') }

/** A thin grid in the range with a stronger line around it. */
export function framed(range: GridRange): Request {
  return {
    updateBorders: {
      range,
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      innerHorizontal: HAIR,
      innerVertical: HAIR,
    },
  }
}

/** A double line above, as over a total. */
export function ruledAbove(range: GridRange): Request {
  return { updateBorders: { range, top: { style: 'DOUBLE', color: colour('#5f6368') } } }
}

/** Rows in two shades by turns under a header. */
export function banded(range: GridRange, header: string, shade: string): Request {
  return {
    addBanding: {
      bandedRange: {
        range,
        rowProperties: {
          headerColor: colour(header),
          firstBandColor: colour('#ffffff'),
          secondBandColor: colour(shade),
        },
      },
    },
  }
}

export function filtered(range: GridRange): Request {
  return { setBasicFilter: { filter: { range } } }
}

/** Cells for which the condition holds get the format; later rules come after earlier ones. */
export function when(
  range: GridRange,
  type: string,
  values: readonly string[],
  format: Format,
): Request {
  const condition = { type, values: values.map((userEnteredValue) => ({ userEnteredValue })) }
  return {
    addConditionalFormatRule: { rule: { ranges: [range], booleanRule: { condition, format } } },
  }
}

/** From white at the least number to a colour at the greatest. */
export function shaded(range: GridRange, hex: string): Request {
  const gradientRule = {
    minpoint: { color: colour('#ffffff'), type: 'MIN' },
    maxpoint: { color: colour(hex), type: 'MAX' },
  }
  return { addConditionalFormatRule: { rule: { ranges: [range], gradientRule } } }
}

/** Only the named people, beside the owner, may change the range. */
export function protectedFor(
  range: GridRange,
  description: string,
  users: readonly string[],
): Request {
  return {
    addProtectedRange: { protectedRange: { range, description, editors: { users: [...users] } } },
  }
}

/** Everybody may change the range, after a warning. */
export function warned(range: GridRange, description: string): Request {
  return { addProtectedRange: { protectedRange: { range, description, warningOnly: true } } }
}

export function named(name: string, range: GridRange): Request {
  return { addNamedRange: { namedRange: { name, range } } }
}
