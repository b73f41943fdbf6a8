/** The year that it is in a time zone. */
export function yearIn(timeZone: string, now: number): number {
  return new Date(now + offsetOf(timeZone, now)).getUTCFullYear()
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How many milliseconds clocks in a time zone are ahead of UTC; 0 for a zone that nobody knows. */
export function offsetOf(timeZone: string, now: number): number {
  const name = formatOf(timeZone)
    ?.formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign = '', hours = '0', minutes = '0'] = /([-+])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** Whether Sheets takes the time zone: a name of the CLDR's, or an offset such as `GMT-07:00` [D]. */
export function isTimeZone(timeZone: string): boolean {
  return formatOf(timeZone) !== null
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  let format = formats.get(timeZone)
  if (!format) {
    try {
      const zone = /^GMT[-+]\d{2}:\d{2}$/.test(timeZone) ? timeZone.slice(3) : timeZone
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    } catch {
      return null
    }
    formats.set(timeZone, format)
  }
  return format
}
