/** Google keeps colours in 8 bits a part and answers them in single precision. Recorded. */

/** `{red: 1, green: 0, blue: 0.5}` → `{red: 1, blue: 0.49803922}`. */
export function keepColour(colour: object): object {
  const parts = Object.entries(colour).flatMap(([name, value]) => {
    if (typeof value !== 'number') return []
    const kept = name === 'alpha' ? value : Math.floor(value * 255) / 255
    return kept === 0 ? [] : [[name, singlePrecision(kept)] as const]
  })
  return Object.fromEntries(parts)
}

/** The shortest decimal that is the same number in single precision. */
export function singlePrecision(value: number): number {
  const single = Math.fround(value)
  for (let digits = 1; digits < 10; digits += 1) {
    const short = Number(single.toPrecision(digits))
    if (Math.fround(short) === single) return short
  }
  return single
}

/** Every colour inside a message, however deep; a theme's `color` has its own inside it. */
export function keepColours<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => keepColours(item)) as T
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).map(([name, part]: [string, unknown]) => {
    const isColour =
      /color$/i.test(name) && typeof part === 'object' && part !== null && !('rgbColor' in part)
    return [name, isColour ? keepColour(part) : keepColours(part)] as const
  })
  return Object.fromEntries(kept) as T
}
