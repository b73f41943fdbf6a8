import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'
import { consent } from '#test/google/oauth/consent.ts'
import { SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle } from '#test/google/server.ts'
import { runTool, startTool, stopTool, type Tool } from '#test/google/start-tool.ts'

const [REDIRECT = ''] = DEFAULT_CLIENT.redirectUris
let folder = ''
let state = ''
let tool: Tool | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'google-'))
  state = join(folder, 'state')
})
afterEach(async () => {
  if (tool) await stopTool(tool)
  tool = null
  rmSync(folder, { recursive: true })
})

const client = {
  client_id: DEFAULT_CLIENT.clientId,
  client_secret: DEFAULT_CLIENT.clientSecret,
}

async function askForToken(at: Tool, given: Record<string, string>): Promise<Answer> {
  const body = new URLSearchParams({ ...client, ...given })
  return callGoogle(at, '/token', { token: null, body })
}

type Given = { access_token: string; refresh_token: string; id_token: string }

async function signIn(at: Tool): Promise<Given> {
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: `openid email ${SPREADSHEETS}`,
    access_type: 'offline',
    prompt: 'consent',
  })
  const back = await consent(`${at.url}/o/oauth2/v2/auth?${String(query)}`, {
    person: 'ada@gmail.com',
  })
  const code = new URL(back).searchParams.get('code') ?? ''
  const given = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }
  return (await askForToken(at, given)).body as Given
}

async function write(at: Tool, id: string, range: string, value: string): Promise<number> {
  const path = `/v4/spreadsheets/${id}/values/${range}?valueInputOption=USER_ENTERED`
  return (await callGoogle(at, path, { method: 'PUT', body: { values: [[value]] } })).status
}

/** What the state file holds at this moment. @throws SyntaxError when it is not whole. */
function wholeText(): string {
  const text = readFileSync(state, 'utf8')
  for (const line of text.trimEnd().split('\n')) JSON.parse(line)
  return text
}

async function whole(at: Tool, id: string): Promise<unknown> {
  const { body } = await callGoogle(at, `/v4/spreadsheets/${id}?includeGridData=true`)
  return JSON.parse(JSON.stringify(body).replaceAll(at.url, 'http://here'))
}

describe('a state file', { timeout: 60_000 }, () => {
  it('keeps tokens, keys, the clock and every sheet from one start to the next', async () => {
    tool = await startTool(['--state', state])
    const before = await signIn(tool)
    expect(await write(tool, SEED_IDS.reading, 'B2', '=1+1')).toBe(200)
    expect(await write(tool, SEED_IDS.cells, 'B70000', 'mine')).toBe(200)
    await callGoogle(tool, '/_local/clock', { body: { offsetMs: 60_000 } })
    const keys = (await callGoogle(tool, '/oauth2/v3/certs')).body
    const ids = [SEED_IDS.reading, SEED_IDS.prices, SEED_IDS.budget]
    const sheets = await Promise.all(ids.map((id) => whole(tool as Tool, id)))
    const first = tool
    await stopTool(tool)

    tool = await startTool(['--state', state])
    const again = tool
    expect(await Promise.all(ids.map((id) => whole(again, id)))).toEqual(sheets)
    expect((await callGoogle(tool, '/oauth2/v3/certs')).body).toEqual(keys)
    expect((await callGoogle(tool, '/_local/state')).body).toMatchObject({
      clock: { offsetMs: 60_000 },
    })
    for (const token of [before.access_token, first.token]) {
      const { status } = await callGoogle(tool, `/v4/spreadsheets/${SEED_IDS.reading}`, { token })
      expect(status).toBe(200)
    }
    const refreshed = await askForToken(tool, {
      grant_type: 'refresh_token',
      refresh_token: before.refresh_token,
    })
    expect(refreshed.status).toBe(200)
    const far = `/v4/spreadsheets/${SEED_IDS.cells}/values/A69999:B70000`
    const { values } = (await callGoogle(tool, far)).body as { values: string[][] }
    expect([values.length, values[0]?.length, values[1]?.[1]]).toEqual([2, 2, 'mine'])
  })

  it('is whole whenever the process is killed, and has all but the last moment', async () => {
    tool = await startTool(['--state', state, '--seed', 'none'])
    const id = await newSpreadsheet(tool)
    await write(tool, id, 'A1', 'early')
    await expect.poll(() => readFileSync(state, 'utf8'), { timeout: 10_000 }).toContain('early')
    // Killed in the midst of many changes, some of them being kept at that moment.
    const at = tool
    const writing = (async () => {
      for (let row = 1; row < 500; row += 1) await write(at, id, `B${String(row)}`, 'late')
    })().catch(() => {})
    await expect.poll(() => wholeText(), { timeout: 10_000, interval: 1 }).toContain('late')
    for (let time = 0; time < 300; time += 1) {
      wholeText()
      await setTimeout(1)
    }
    await stopTool(tool, 'SIGKILL')
    await writing
    tool = await startTool(['--state', state])
    const { body } = await callGoogle(tool, `/v4/spreadsheets/${id}/values/A1:B1`)
    expect(body).toMatchObject({ values: [['early', 'late']] })
  })

  it('is gone on from in the same process too, whatever seeds are asked for', async () => {
    const first = await startGoogle({ state })
    const id = await newSpreadsheet(first, 'Kept')
    await first.close()
    expect(existsSync(`${state}.new`)).toBe(false)
    const second = await startGoogle({ state, seeds: () => [] })
    expect((await callGoogle(second, `/drive/v3/files/${id}`)).body).toMatchObject({ name: 'Kept' })
    expect((await callGoogle(second, `/drive/v3/files/${SEED_IDS.reading}`)).status).toBe(200)
    await second.close()
  })

  it('is written at the end when it could not be before', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const first = await startGoogle({ state, seeds: () => [] })
    rmSync(folder, { recursive: true })
    await newSpreadsheet(first, 'Late')
    await expect.poll(() => log.mock.calls.length, { timeout: 10_000 }).toBe(1)
    log.mockRestore()
    mkdirSync(folder)
    await first.close()
    expect(wholeText()).toContain('"name":"Late"')
  })

  it.each([
    [
      'of another version',
      '{"format":"state of the local Google","version":99}\n{}\n',
      /version 99/,
    ],
    ['that is none', '{"people":[]}\n', /no state/],
    ['that is damaged', '{"format":"state of the local Google","version":1}\n{"peo', /damaged/],
  ])('%s is refused in one line, and left as it is', async (_, content, words) => {
    writeFileSync(state, content)
    const { code, err } = await runTool(['--state', state])
    expect(code).toBe(2)
    expect(err).toMatch(words)
    expect(err.trimEnd()).not.toContain('\n')
    expect(readFileSync(state, 'utf8')).toBe(content)
  })
})
