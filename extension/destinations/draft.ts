import type { Column, Destination, DestinationPatch } from '#shared/contract/destination.ts'
import { normalPattern } from '#shared/url-pattern.ts'

/**
 * What was typed and is not saved yet, over the destination as it is now. A template goes by its column,
 * so that it stays with it when the header is read again and columns have come or gone.
 */
export type Draft = {
  templates: Readonly<Record<string, string>>
  urlPattern: string | null
  review: boolean | null
  isDefault: true | null
}

export const UNTOUCHED: Draft = { templates: {}, urlPattern: null, review: null, isDefault: null }

/** By what a column is known from one reading of the header to the next. */
export function columnKey({ mark, header }: Column, index: number): string {
  return mark === undefined ? `${index} ${header}` : `mark ${mark}`
}

/** The templates as they stand in their fields, one a column. */
export function templatesIn({ templates }: Draft, columns: readonly Column[]): string[] {
  return columns.map((column, index) => templates[columnKey(column, index)] ?? column.template)
}

/** The pattern of pages as it stands in its field; empty for none. */
export function patternIn({ urlPattern }: Draft, destination: Destination): string {
  return urlPattern ?? destination.urlPattern ?? ''
}

/** What of it is to be saved; null where all is as it was. A pattern that is none is left out. */
export function patchOf(draft: Draft, destination: Destination): DestinationPatch | null {
  const templates = templatesIn(draft, destination.columns)
  const pattern = patternIn(draft, destination).trim()
  const urlPattern = pattern === '' ? null : (normalPattern(pattern) ?? destination.urlPattern)
  const { review, isDefault } = draft
  const patch: DestinationPatch = {
    ...(templates.some((template, at) => template !== destination.columns[at]?.template) && {
      templates,
    }),
    ...(urlPattern !== destination.urlPattern && { urlPattern }),
    ...(review !== null && review !== destination.review && { review }),
    ...(isDefault && !destination.isDefault && { isDefault }),
  }
  return Object.keys(patch).length === 0 ? null : patch
}

/** Whether leaving would lose anything, a pattern that cannot be saved included. */
export function isTouched(draft: Draft, destination: Destination): boolean {
  const pattern = patternIn(draft, destination).trim()
  const isUnfit = pattern !== '' && normalPattern(pattern) === null
  return isUnfit || patchOf(draft, destination) !== null
}
