import type { Rendered } from './json.ts'
import type { Book } from '#test/google/sheets/book/book.ts'

/** Altogether, and of one answer, in bytes. */
const ROOM = 16 * 1024 * 1024
const LARGEST = 2 * 1024 * 1024

/**
 * Answers to reading values, kept as they were sent. A book is never changed, only replaced, so an
 * answer is good for as long as the file still has the book that it was made from.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, { book: Book; rendered: Rendered }>()
  #bytes = 0

  /** @param key all that the answer depends on besides the book: path and query. */
  find(key: string, book: Book): Rendered | null {
    const kept = this.#answers.get(key)
    if (!kept) return null
    this.#drop(key)
    if (kept.book !== book) return null
    // Back again as the youngest.
    this.keep(key, book, kept.rendered)
    return kept.rendered
  }

  keep(key: string, book: Book, rendered: Rendered): void {
    const size = sizeOf(rendered)
    if (size > LARGEST) return
    this.#drop(key)
    this.#answers.set(key, { book, rendered })
    this.#bytes += size
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= ROOM) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const kept = this.#answers.get(key)
    if (!kept) return
    this.#answers.delete(key)
    this.#bytes -= sizeOf(kept.rendered)
  }
}

/** With room for the compressed form, which may come later. */
function sizeOf(rendered: Rendered): number {
  return rendered.plain.length * 2
}
