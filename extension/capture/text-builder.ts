import type { LinkedPart } from '#shared/cells.ts'
import type { Rendering } from './rendering.ts'

/** A text, and where parts of it lead: in their order, none within another. */
export type LinkedText = { value: string; links: LinkedPart[] }

/** An element that leads somewhere. Pieces of text in the same one are one link. */
export type Anchor = { url: string }

/** A picture: the words that stand for it, where it is, if that can be linked, and if it says nothing. */
export type Picture = { words: string; url: string | undefined; isDecoration: boolean }

/** Blanks that collapse, but for a single space. */
const BLANKS = /[\t\n\r\f]|  /
const ALL_BLANKS = /[ \t\n\r\f]+/g

/** Puts pieces of text together and collapses the blanks between them, as a browser lays them out. */
export class TextBuilder {
  readonly #pieces: string[] = []
  /** The last two characters: all that is ever looked back at, so that long texts stay cheap. */
  #tail = ''
  #length = 0
  #hasBlank = false
  #breaks = 0
  readonly #links: (LinkedPart & { anchor: Anchor })[] = []
  readonly #pictures: (Picture & { anchor: Anchor | undefined })[] = []
  readonly #boxes: boolean[] = []

  write(text: string, keeps: Rendering['keeps'], anchor?: Anchor): void {
    if (keeps === 'all') {
      this.#append(text, anchor)
      return
    }
    const lines = keeps === 'lines' ? text.split('\n') : [text]
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.lineBreak()
      this.#collapse(line, anchor)
    }
  }

  /** A text that was built elsewhere, as it is. */
  writeLinked({ value, links }: LinkedText): void {
    let at = 0
    for (const { start, end, url } of links) {
      this.#append(value.slice(at, start))
      this.#append(value.slice(start, end), { url })
      at = end
    }
    this.#append(value.slice(at))
  }

  /** A picture: its words stand in the text for it. */
  picture(picture: Picture, anchor?: Anchor): void {
    this.#pictures.push({ ...picture, anchor })
    this.write(picture.words, 'none', anchor)
  }

  /** A box that is ticked or not. */
  box(isTicked: boolean): void {
    this.#boxes.push(isTicked)
  }

  /** A line break of the text itself. */
  lineBreak(): void {
    this.#hasBlank = false
    this.#append('\n')
  }

  tab(): void {
    this.#hasBlank = false
    this.#append('\t')
  }

  /** The edge of a block: at least so many line breaks before whatever follows. */
  separate(breaks: number): void {
    this.#hasBlank = false
    this.#breaks = Math.max(this.#breaks, breaks)
  }

  /** What was written, without blank ends; spaces that do not break become spaces. */
  text(): LinkedText {
    const whole = this.#pieces.join('').replaceAll('\u00A0', ' ')
    const value = whole.trim()
    const blanks = whole.length - whole.trimStart().length
    const links = this.#links
      .map(({ start, end, url }) => ({
        start: Math.max(start - blanks, 0),
        end: Math.min(end - blanks, value.length),
        url,
      }))
      .filter(({ start, end }) => start < end)
    return { value, links }
  }

  /** Whether it is ticked, where a single box is all there is. */
  onlyBox(): boolean | undefined {
    return this.#boxes.length === 1 && this.text().value === '' ? this.#boxes[0] : undefined
  }

  /** The picture, and what link it lies in, where a single one is all there is. */
  onlyPicture(): (Picture & { anchor: Anchor | undefined }) | undefined {
    const [picture, second] = this.#pictures
    if (!picture || second) return undefined
    const { value } = this.text()
    return value === '' || value === picture.words ? picture : undefined
  }

  #collapse(text: string, anchor?: Anchor): void {
    const words = BLANKS.test(text) ? text.replace(ALL_BLANKS, ' ') : text
    const start = words.startsWith(' ') ? 1 : 0
    const end = words.endsWith(' ') ? words.length - 1 : words.length
    if (start > 0) this.#hasBlank = true
    if (start >= end) return
    this.#append(words.slice(start, end), anchor)
    if (end < words.length) this.#hasBlank = true
  }

  #append(text: string, anchor?: Anchor): void {
    if (text === '') return
    if (this.#length > 0) {
      // A line break at a block's end shows as the block's own.
      let has = 0
      while (has < this.#breaks && this.#tail.at(-1 - has) === '\n') has++
      this.#push('\n'.repeat(this.#breaks - has))
      if (this.#hasBlank && !/[\n\t ]$/.test(this.#tail)) this.#push(' ')
    }
    this.#hasBlank = false
    this.#breaks = 0
    const start = this.#length
    this.#push(text)
    if (anchor) this.#link(anchor, start)
  }

  #link(anchor: Anchor, start: number): void {
    const last = this.#links.at(-1)
    if (last?.anchor === anchor || (last?.end === start && last.url === anchor.url)) {
      last.end = this.#length
    } else {
      this.#links.push({ start, end: this.#length, url: anchor.url, anchor })
    }
  }

  #push(text: string): void {
    if (text === '') return
    this.#pieces.push(text)
    this.#length += text.length
    this.#tail = (this.#tail + text.slice(-2)).slice(-2)
  }
}
