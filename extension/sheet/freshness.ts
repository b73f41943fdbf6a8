const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `Updated just now`, `Updated 5 minutes ago`, `Updated yesterday`. Times in milliseconds since 1970. */
export function updatedWords(updatedAt: number, now: number, locale?: string): string {
  return now - updatedAt < MINUTE ? 'Updated just now' : `Updated ${ago(updatedAt, now, locale)}`
}

/** `just now`, `5 minutes ago`, `yesterday`, `3 weeks ago`. A time ahead, by a clock that is off, is now. */
export function ago(time: number, now: number, locale?: string): string {
  const passed = Math.max(0, now - time)
  if (passed < MINUTE) return 'just now'
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (passed < HOUR) return words.format(-Math.floor(passed / MINUTE), 'minute')
  if (passed < DAY) return words.format(-Math.floor(passed / HOUR), 'hour')
  const days = Math.floor(passed / DAY)
  if (days < 14) return words.format(-days, 'day')
  if (days < 60) return words.format(-Math.floor(days / 7), 'week')
  if (days < 365) return words.format(-Math.floor(days / 30), 'month')
  return words.format(-Math.floor(days / 365), 'year')
}
