import type { FunctionEntry } from '#test/google/sheets/formulas/function.ts'
import { ARRAYS } from './arrays.ts'
import { CONVERT } from './convert.ts'
import { CRITERIA } from './criteria.ts'
import { DATES } from './dates.ts'
import { INFO } from './info.ts'
import { LAMBDAS } from './lambda.ts'
import { LIBRARY } from './library.ts'
import { LOGIC } from './logic.ts'
import { LOOKUP } from './lookup.ts'
import { MATH } from './math.ts'
import { OPERATORS } from './operators.ts'
import { QUERY } from './query.ts'
import { REGEX } from './regex.ts'
import { STATISTICS } from './statistics.ts'
import { TEXT } from './text.ts'
import { WEB } from './web.ts'

/** Every function that formulas may call, by its name in capitals. */
export const FUNCTIONS: ReadonlyMap<string, FunctionEntry> = new Map(
  Object.entries({
    ...LIBRARY,
    ...CONVERT,
    ...OPERATORS,
    ...MATH,
    ...STATISTICS,
    ...CRITERIA,
    ...LOGIC,
    ...INFO,
    ...TEXT,
    ...REGEX,
    ...DATES,
    ...LOOKUP,
    ...ARRAYS,
    ...LAMBDAS,
    ...QUERY,
    ...WEB,
  }),
)
