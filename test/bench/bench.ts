/**
 * A figure beside what it may be; the ratio says how much of it is spent, 1 being all. A count of what
 * happened has no budget.
 */
export type Figure = {
  name: string
  value: number
  budget?: number
  unit: string
}

/** A bench measures one thing about the product, by itself and without a person. */
export type Bench = {
  /** What is measured and how, in a line. */
  about: string
  measure(): Promise<Figure[]>
}
