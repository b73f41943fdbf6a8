import type { Permission } from './permission.ts'

/** The last change of a file: its number in the order of all changes, and when it was. */
export type Change = {
  number: number
  time: number
  /** Of a file that is gone: whoever could see it. */
  seenBy?: Permission[]
}

/** The last change of each file, those that changed last at the end. */
export class ChangeLog {
  readonly #changes: Map<string, Change>
  #count: number

  /** @param kept as `keep` gave it. */
  constructor(kept: [fileId: string, change: Change][] = []) {
    this.#changes = new Map(kept)
    this.#count = Math.max(0, ...kept.map(([, { number }]) => number))
  }

  keep(): [fileId: string, change: Change][] {
    return [...this.#changes]
  }

  note(fileId: string, change: Omit<Change, 'number'>): void {
    this.#count += 1
    this.#changes.delete(fileId)
    this.#changes.set(fileId, { number: this.#count, ...change })
  }

  since(number: number): [fileId: string, change: Change][] {
    return [...this.#changes].filter(([, change]) => change.number >= number)
  }

  /** The number before the first change that is `untold`; of the last change when none is. */
  lastBefore(untold: (fileId: string) => boolean): number {
    const first = [...this.#changes].find(([fileId]) => untold(fileId))
    return first ? first[1].number - 1 : this.#count
  }
}
