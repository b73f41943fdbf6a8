import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ADA } from '#test/google/oauth/people.ts'
import { startMailBox } from '#test/mail/mail-box.ts'
import { fittingBodies } from '#test/server/fuzz/bodies.ts'
import { plainClient } from '#test/server/fuzz/client.ts'
import { judge, Tally } from '#test/server/fuzz/judge.ts'
import { passedOn } from '#test/server/fuzz/passed-on.ts'
import { named, requestsFor } from '#test/server/fuzz/requests.ts'
import { startTarget } from '#test/server/fuzz/target.ts'

/** FUZZ_SEED repeats a run, FUZZ_RUNS makes it shorter or longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000)
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)

/** Sends to every route of a server, and tells how that ended. */
async function fuzz(mail: { url: string } | null, runs: number): Promise<Tally> {
  const { sheetside, there, signIn, routes } = await startTarget(mail)
  const send = plainClient(sheetside.url)
  const bodies = await fittingBodies(routes, SEED, async (sent) => {
    const answer = await send(named(sent, there))
    if (answer.status === 401) await signIn('ada')
    return answer
  })
  const tally = new Tally()

  await fc.assert(
    fc.asyncProperty(requestsFor(routes, bodies), async ({ route, who, sent: asked }) => {
      const before = sheetside.logged.length
      const sent = named(asked, there)
      const answer = await send(sent)
      tally.count(route, answer)
      judge(sent, answer, sheetside.logged.slice(before))
      const isMember = who === 'ada' || who === 'other'
      if (isMember && answer.status === 401) await signIn(who)
    }),
    { numRuns: runs, seed: SEED },
  )

  console.log(`${runs} requests, seed ${SEED}\n${tally.describe()}`)
  await signIn('ada')
  const { ada: token } = there.tokens
  expect((await sheetside.call('GET', '/api/me', { token })).status).toBe(200)
  return tally
}

describe('whatever is sent to the server', () => {
  it('is no error of its own, and tells nothing of its insides', { timeout: 900_000 }, async () => {
    const box = await startMailBox()
    onTestFinished(() => box.close())
    const tallies = [await fuzz(null, RUNS / 2), await fuzz(box, RUNS / 2)]

    // Some are there only where the server sends mail, some only where not.
    const [first, second] = tallies.map((tally) => tally.notReached())
    expect(first?.filter((route) => second?.includes(route))).toEqual([])
    for (const tally of tallies) {
      expect(tally.shareOf('rate_limited')).toBeLessThan(0.02)
      expect(tally.shareWithin()).toBeGreaterThan(0.25)
    }
  })

  it(
    'reaches Google only as one of the methods that are offered',
    { timeout: 300_000 },
    async () => {
      const { sheetside, there } = await startTarget()
      const { google, logged } = sheetside
      const send = plainClient(sheetside.url)
      google.clearRequests()
      let reached = 0

      await fc.assert(
        fc.asyncProperty(passedOn, async (asked) => {
          const before = { google: google.requests().length, logged: logged.length }
          const sent = named(asked, there)
          judge(sent, await send(sent), logged.slice(before.logged))
          for (const { method, operation, path, person } of google
            .requests()
            .slice(before.google)) {
            reached += 1
            expect([method, person]).toEqual(['GET', ADA.email])
            expect(operation).toMatch(/^(spreadsheets|values|developerMetadata)\.(get|batchGet)$/)
            expect(path).toMatch(/^\/v4\/spreadsheets\/[\w-]+(\/|$|\?)/)
          }
        }),
        { numRuns: RUNS / 5, seed: SEED },
      )

      expect(reached).toBeGreaterThan(RUNS / 50)
    },
  )
})
