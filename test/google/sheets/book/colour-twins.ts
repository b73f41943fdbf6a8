import { keepColours } from './colour.ts'
import { isFields, type Fields } from './fields.ts'
import { THEME } from './theme.ts'

/**
 * Any message with its colours as Google keeps them: `color` beside its newer twin `colorStyle`, which
 * wins where both are given [D]; a theme's colour has the plain one of the theme as its twin.
 * @param onlyStyles for messages that have no older twins, such as a table's rows.
 */
export function withTwins<T>(message: T, onlyStyles = false): T {
  const kept = keepColours(message)
  return (onlyStyles ? kept : twins(kept)) as T
}

function twins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(twins)
  if (!isFields(value)) return value
  const result: Fields = {}
  for (const [name, part] of Object.entries(value)) {
    if (/color$/i.test(name) && isFields(part)) {
      result[name] ??= part
      result[`${name}Style`] ??= value[`${name}Style`] ?? { rgbColor: part }
    } else if (/colorStyle$/i.test(name) && isFields(part)) {
      const plain = part['rgbColor'] ?? themeColour(part['themeColor'])
      if (plain !== undefined) result[name.slice(0, -'Style'.length)] = plain
      result[name] = part
    } else {
      result[name] = twins(part)
    }
  }
  return result
}

/** Of the standard theme. */
function themeColour(type: unknown): object | undefined {
  return THEME.themeColors.find(({ colorType }) => colorType === type)?.color.rgbColor
}
