import type { Cell } from '#shared/cells.ts'
import { EMPTY } from './empty.ts'
import { fileNameOf } from './address.ts'
import type { LinkedText, TextBuilder } from './text-builder.ts'
import { typedCell } from './typed/typed-cell.ts'

/**
 * What was read, as a value: a box that stands alone is true or false; a picture that stands alone is
 * its words or its file's name, linked; a text with links stays text, so that they can be followed.
 * @param lang the language of the page where it was read, by which numbers and dates are understood
 */
export function valueOf(read: TextBuilder, lang: string | undefined): Cell {
  const isTicked = read.onlyBox()
  if (isTicked !== undefined) return { kind: 'boolean', value: isTicked }
  const picture = read.onlyPicture()
  if (picture && !picture.isDecoration) return pictureCell(read)
  const text = read.text()
  return text.links.length === 0 && text.value !== ''
    ? typedCell(text.value, lang)
    : linkedCell(text)
}

/** A picture by itself, a decoration too; empty where something else was read. */
export function pictureCell(read: TextBuilder): Cell {
  const picture = read.onlyPicture()
  const name = picture?.url === undefined ? '' : fileNameOf(picture.url)
  const value = picture?.words || name
  const url = picture?.anchor?.url ?? picture?.url
  return linkedCell({ value, links: url ? [{ start: 0, end: value.length, url }] : [] })
}

/** A text with its links, as one link where all of it is one. */
export function linkedCell({ value, links }: LinkedText): Cell {
  if (value === '') return EMPTY
  const [first] = links
  if (!first) return { kind: 'text', value }
  if (first.start === 0 && first.end === value.length)
    return { kind: 'text', value, link: first.url }
  return { kind: 'text', value, links }
}
