import { badField, invalid } from '#test/google/http/errors.ts'

export type InputOption = 'RAW' | 'USER_ENTERED'
export type RenderOption = 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA'
export type DateOption = 'SERIAL_NUMBER' | 'FORMATTED_STRING'
export type MajorDimension = 'ROWS' | 'COLUMNS'
export type InsertOption = 'OVERWRITE' | 'INSERT_ROWS'

export type Rendering = { render: RenderOption; dates: DateOption; major: MajorDimension }

const RENDER = ['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA'] as const
const DATES = ['SERIAL_NUMBER', 'FORMATTED_STRING'] as const
const MAJOR = ['ROWS', 'COLUMNS'] as const

/** Where options are: the query, or the body of a batch. */
export type Source = { get: (name: string) => unknown }

/** A boolean from a query or a body; what is missing is false. */
export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && /^true$/i.test(value))
}

/** An enum from a query or a body; `type` is its name in Google's answers. */
function readEnum<T extends string>(
  source: Source,
  name: string,
  type: string,
  values: readonly T[],
  fallback: T,
): T {
  const value = source.get(name)
  if (value === null || value === undefined || value === '') return fallback
  const known = values.find((one) => one === value)
  if (known !== undefined) return known
  if (typeof value === 'string' && value.endsWith('_UNSPECIFIED')) return fallback
  const field = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  throw badField(
    field,
    `Invalid value at '${field}' (type.googleapis.com/google.apps.sheets.v4.${type}), ${JSON.stringify(value)}`,
  )
}

export function readRendering(source: Source, prefix: '' | 'response' = ''): Rendering {
  const name = (plain: string): string =>
    prefix === '' ? plain : `${prefix}${plain[0]?.toUpperCase() ?? ''}${plain.slice(1)}`
  return {
    render: readEnum(source, name('valueRenderOption'), 'ValueRenderOption', RENDER, RENDER[0]),
    dates: readEnum(source, name('dateTimeRenderOption'), 'DateTimeRenderOption', DATES, DATES[0]),
    major: prefix === '' ? readMajor(source) : 'ROWS',
  }
}

export function readMajor(source: Source): MajorDimension {
  return readEnum(source, 'majorDimension', 'Dimension', MAJOR, 'ROWS')
}

/** Writing has no default: seen in public error reports. */
export function readInput(source: Source): InputOption {
  const value = readEnum(
    source,
    'valueInputOption',
    'ValueInputOption',
    ['RAW', 'USER_ENTERED', 'INPUT_VALUE_OPTION_UNSPECIFIED'],
    'INPUT_VALUE_OPTION_UNSPECIFIED',
  )
  if (value === 'INPUT_VALUE_OPTION_UNSPECIFIED') {
    throw invalid("'valueInputOption' is required but not specified")
  }
  return value
}

export function readInsert(source: Source): InsertOption {
  const name = 'insertDataOption'
  return readEnum(source, name, 'InsertDataOption', ['OVERWRITE', 'INSERT_ROWS'], 'OVERWRITE')
}
