import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { googleAccounts } from '#server/db/schema.ts'
import { startDataFolder, type DataFolder } from '#test/server/data-folder.ts'
import { directly } from '#test/server/harness.ts'

/** A person with a Google account whose access token is over, and a spreadsheet in it. */
async function setUp() {
  const folder = await startDataFolder()
  const { sheetside } = folder
  const { token } = await sheetside.signIn()
  const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
  await sheetside.deps.db.update(googleAccounts).set({ accessExpiresAt: new Date(0) })
  const read = ({ url }: { url: string }) =>
    fetch(`${url}/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`, {
      headers: { authorization: `Bearer ${token}` },
    })
  return { ...folder, read }
}

const refreshesAsked = ({ sheetside: { google } }: DataFolder) =>
  google.requests().filter(({ operation }) => operation === 'token.refresh').length

/** Until the first refresh hangs at Google. */
async function untilMet({ sheetside: { google } }: DataFolder) {
  while (google.faults().length > 0) await delay(20)
}

/** As if the time of the lease had passed. */
const endLease = ({ sheetside: { deps } }: DataFolder) =>
  deps.db.update(googleAccounts).set({ refreshLeaseUntil: new Date(Date.now() - 1) })

// Processes take a while to start on a busy machine.
describe('two server processes', { timeout: 60_000 }, () => {
  it('ask Google once for 500 requests on one grant that needs a refresh', async () => {
    const folder = await setUp()
    const servers = await Promise.all([folder.startServer(), folder.startServer()])
    // Long enough for every request to arrive and wait.
    folder.sheetside.google.addFault({ on: 'token.refresh', kind: 'delay', milliseconds: 3000 })
    const answers = await Promise.all(
      Array.from({ length: 250 }, () => servers.map((server) => folder.read(server))).flat(),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses).toEqual(Array(500).fill(200))
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
    expect(refreshesAsked(folder)).toBe(1)
    for (const server of servers) expect(server.log()).not.toMatch(/ya29\.|1\/\/0/)
  })

  it('take over from one that was killed in the middle of a refresh', async () => {
    const folder = await setUp()
    const [first, second] = await Promise.all([folder.startServer(), folder.startServer()])
    folder.sheetside.google.addFault({ on: 'token.refresh', kind: 'hang', times: 1 })
    const lost = folder.read(first).catch(() => null)
    await untilMet(folder)
    const waiting = Promise.all([folder.read(second), folder.read(second)])
    await first.stop('SIGKILL')
    expect(await lost).toBeNull()
    await endLease(folder)
    expect((await waiting).map(({ status }) => status)).toEqual([200, 200])
    expect(refreshesAsked(folder)).toBe(2)
  })

  it('both serve where one comes back to a lease that it lost', async () => {
    const folder = await setUp()
    const [first, second] = await Promise.all([folder.startServer(), folder.startServer()])
    const { google } = folder.sheetside
    google.addFault({ on: 'token.refresh', kind: 'hang', times: 1 })
    const slow = folder.read(first)
    await untilMet(folder)
    await endLease(folder)
    expect((await folder.read(second)).status).toBe(200)
    google.clearFaults()
    expect((await slow).status).toBe(200)
    const later = await Promise.all([folder.read(first), folder.read(second)])
    expect(later.map(({ status }) => status)).toEqual([200, 200])
    expect(refreshesAsked(folder)).toBe(2)
  })
})
