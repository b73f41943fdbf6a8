import type { Bench } from './bench.ts'
import { capture } from './capture.ts'
import { faults } from './faults.ts'
import { google } from './google.ts'
import { weight } from './weight.ts'

/** `npm run bench` runs all of them, `npm run bench -- NAME` one. */
const benches: Record<string, Bench> = { weight, google, capture, faults }

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}. There is: ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}

for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${name}: ${bench.about}`)
  const figures = await bench.measure()
  console.table(
    Object.fromEntries(
      figures.map(({ name, value, budget, unit }) => [
        name,
        {
          measured: round(value),
          ...(budget !== undefined && { budget }),
          unit,
          ...(budget && { ratio: round(value / budget) }),
        },
      ]),
    ),
  )
}
function round(value: number): number {
  return Math.round(value * 100) / 100
}
