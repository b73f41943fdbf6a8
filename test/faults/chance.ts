import { seededRandom } from '#test/google/http/random.ts'

/** Decisions that a seed makes. */
export type Chance = {
  /** True in this share of the cases. */
  happens(share: number): boolean
  /** A whole number from `from` up to, without, `to`. */
  between(from: number, to: number): number
  pick<T>(of: readonly [T, ...T[]]): T
}

export function chanceOf(seed: number): Chance {
  const random = seededRandom(seed)
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from))
  return {
    happens: (share) => random() < share,
    between,
    pick: (of) => of[between(0, of.length)] ?? of[0],
  }
}
