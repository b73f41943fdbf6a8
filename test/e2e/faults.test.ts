import { expect, test } from 'vitest'
import { runCampaign } from '#test/faults/campaign.ts'

/** The full size is `npm run bench -- faults`; what of it is real, and what is not, campaign.ts says. */
test('from two browsers, whatever dies meanwhile, every row arrives once and in order', async () => {
  const { tally, ...report } = await runCampaign({
    sends: 40,
    seed: 5,
    browserKills: 1,
    harshness: 2,
  })
  expect(tally).toMatchObject({ lost: [], twice: [], disordered: [], torn: [], strange: [] })
  expect(report).toMatchObject({ isRight: true, unsettled: [], problems: [] })
}, 300_000)
