const DAY = 24 * 60 * 60_000

/** `Today`, `Yesterday`, `Monday, 4 May`, with the year where it is another. Milliseconds since 1970. */
export function dayWords(time: number, now: number, locale?: string): string {
  const daysAgo = Math.round((midnightBefore(now) - midnightBefore(time)) / DAY)
  if (daysAgo <= 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  const otherYear = new Date(time).getFullYear() !== new Date(now).getFullYear()
  return new Date(time).toLocaleDateString(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(otherYear && { year: 'numeric' }),
  })
}

/** `14:05`, as the person's own clock shows it. */
export function clockWords(time: number, locale?: string): string {
  return new Date(time).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' })
}

/** `4 May 2026`. */
export function dateWords(time: number, locale?: string): string {
  return new Date(time).toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
}

/** Where the person is; days of 23 and 25 hours are why the difference is rounded. */
function midnightBefore(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0)
}

/** What stands in a list, gathered under the days it belongs to, in the order given. */
export function byDay<T>(
  items: readonly T[],
  timeOf: (item: T) => number,
): { day: number; items: T[] }[] {
  const days: { day: number; items: T[] }[] = []
  for (const item of items) {
    const day = midnightBefore(timeOf(item))
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}
