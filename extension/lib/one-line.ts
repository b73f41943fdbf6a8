/** What stands between two cells. */
export const BETWEEN = ' · '

/** What a row's cells say, in one line: `Night trains · https://…`. Empty ones leave no gap. */
export function oneLine(texts: readonly string[]): string {
  return texts
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(BETWEEN)
}
