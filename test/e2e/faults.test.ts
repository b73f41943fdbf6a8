import { expect, test } from 'vitest'
import { runCampaign } from '#test/faults/campaign.ts'

/** The full size is `npm run bench -- faults`; what is real in it and what is not, test/faults/campaign.ts says. */
const SEED = 5

test('whatever dies meanwhile, every row arrives once and in order', async () => {
  const report = await runCampaign({ sends: 40, seed: SEED, browserKills: 1, say: console.log })
  console.log(report)
  expect(report).toMatchObject({ isRight: true, unsettled: [], problems: [] })
}, 300_000)
