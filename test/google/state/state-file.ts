import { open, readFile, rename } from 'node:fs/promises'
import { restore, takeSnapshot } from './snapshot.ts'
import type { World } from '#test/google/world.ts'

/** After a change, so long is waited for more of them. */
const SETTLE_MS = 200
/** Of its time, the local Google spends at most a tenth on keeping its state. */
const REST = 9

/** Keeps the state of a world in a file that is at every moment whole: a new one takes its place. */
export class StateFile {
  readonly #path: string
  readonly #world: World
  #dirty = false
  #waiting: NodeJS.Timeout | null = null
  #saving: Promise<void> = Promise.resolve()
  #restUntil = 0

  constructor(path: string, world: World) {
    this.#path = path
    this.#world = world
  }

  /**
   * Restores the world from the file, if it is there.
   * @throws StateError for a file that is no state, or of another version; what Node says when it
   * cannot be read.
   */
  async load(): Promise<boolean> {
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (text === null) return false
    await restore(this.#world, text.trimEnd().split('\n'))
    return true
  }

  /** Something may have changed: saves soon. */
  touch(): void {
    this.#dirty = true
    if (this.#waiting) return
    const wait = Math.max(SETTLE_MS, this.#restUntil - performance.now())
    this.#waiting = setTimeout(() => {
      this.#waiting = null
      this.save().catch((error: unknown) => {
        console.error(`local Google: its state could not be kept in ${this.#path}:`, error)
      })
    }, wait)
  }

  /** Saves now, after whatever is being saved. */
  async save(): Promise<void> {
    this.#saving = this.#saving.catch(() => {}).then(() => this.#write())
    return this.#saving
  }

  /** The last word: saves what is not yet saved. */
  async close(): Promise<void> {
    if (this.#waiting) clearTimeout(this.#waiting)
    this.#waiting = null
    await this.#saving.catch(() => {})
    if (this.#dirty) await this.save()
  }

  async #write(): Promise<void> {
    this.#dirty = false
    try {
      await this.#replace()
    } catch (error) {
      this.#dirty = true
      throw error
    }
  }

  async #replace(): Promise<void> {
    const start = performance.now()
    const temporary = `${this.#path}.new`
    // Tokens and keys are in it, though they open nothing but a local Google.
    const file = await open(temporary, 'w', 0o600)
    try {
      for (const line of await takeSnapshot(this.#world)) await file.write(`${line}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, this.#path)
    this.#restUntil = performance.now() + (performance.now() - start) * REST
  }
}
