import type { Item } from './item.ts'

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Names match from the beginning of their words: `HelloWorld` contains `Hello`, not `World` [D]. */
export function nameHas(name: string, value: string): boolean {
  const had = words(name)
  return words(value).every((wanted) => had.some((word) => word.startsWith(wanted)))
}

/** Rows that Drive's index has of a sheet. */
const SEARCHED_ROWS = 200

/**
 * Name, description and cells match by whole words; a value in double quotes is a phrase [D]. The
 * bounds of Google's index are not known.
 */
export function contentHas(item: Item, value: string): boolean {
  const phrase = /^"(.*)"$/.exec(value.trim())?.[1]
  const wanted = words(phrase ?? value)
  const left = new Set(wanted)
  for (const text of texts(item)) {
    const had = words(text)
    if (phrase !== undefined) {
      if (` ${had.join(' ')} `.includes(` ${wanted.join(' ')} `)) return true
    } else {
      for (const word of had) left.delete(word)
      if (left.size === 0) return true
    }
  }
  return false
}

function* texts(item: Item): Generator<string> {
  yield item.name
  if (item.description !== undefined) yield item.description
  for (const { grid } of item.book?.sheets ?? []) {
    for (let row = 0; row < Math.min(grid.usedRows, SEARCHED_ROWS); row += 1) {
      for (const cell of grid.row(row)) {
        if (cell?.value?.stringValue !== undefined) yield cell.value.stringValue
      }
    }
  }
}
