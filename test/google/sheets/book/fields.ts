/** A message, or a part of one, of which only some fields matter here. */
export type Fields = Record<string, unknown>

/** Whether a part of a message is one itself: no list, nothing plain. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
