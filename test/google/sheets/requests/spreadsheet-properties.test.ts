import { expect, it } from 'vitest'
import { setUpBench } from './bench.ts'

const bench = setUpBench()

const update = (iterativeCalculationSettings: object, fields: string): object => ({
  updateSpreadsheetProperties: { properties: { iterativeCalculationSettings }, fields },
})

it('a setting of iteration that is not named stays as it is', async () => {
  const [before, after] = [
    { maxIterations: 5, convergenceThreshold: 0.5 },
    { maxIterations: 9, convergenceThreshold: 0.1 },
  ]
  await bench.batch(
    update(before, 'iterativeCalculationSettings'),
    update(after, 'iterativeCalculationSettings.maxIterations'),
  )
  expect(await bench.get('properties.iterativeCalculationSettings')).toEqual({
    properties: { iterativeCalculationSettings: { maxIterations: 9, convergenceThreshold: 0.5 } },
  })
})
