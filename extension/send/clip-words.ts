import { asText } from '#shared/cells.ts'
import type { Clip } from '#extension/outbox/entry.ts'

/** What was selected, in one line of text, cut after `length` characters. */
export function clipWords({ rows }: Pick<Clip, 'rows'>, length = 240): string {
  const words = rows
    .map((row) => row.map(asText).filter(Boolean).join(' '))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return words.length > length ? `${words.slice(0, length - 1).trimEnd()}…` : words
}

/** Where it was selected: the page's title, else its host. */
export function pageWords({ title, url }: Pick<Clip, 'title' | 'url'>): string {
  if (title.trim() !== '') return title.trim()
  return URL.canParse(url) ? new URL(url).host : 'a page'
}
