/**
 * The first of numbered names that is not taken; upper and lower case are the same.
 * @param name the name with this number.
 * @param from the number to begin with.
 */
export function freeName(
  taken: readonly string[],
  name: (number: number) => string,
  from = 1,
): string {
  const known = new Set(taken.map((one) => one.toLowerCase()))
  let number = from
  while (known.has(name(number).toLowerCase())) number += 1
  return name(number)
}

/** What a copy is called: `Copy of Prices`, then `Copy of Prices 2`. */
export function copyName(taken: readonly string[], original: string): string {
  const first = `Copy of ${original}`
  return freeName(taken, (number) => (number === 1 ? first : `${first} ${String(number)}`))
}
