import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from './call-google.ts'
import { readCommandLine, UsageError } from './command-line.ts'
import { runTool, startTool, stopTool, type Tool } from './start-tool.ts'
import { readSeed } from '#test/google/state/seed-file.ts'

let folder = ''
let tool: Tool | null = null

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'google-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(async () => {
  if (tool) await stopTool(tool)
  tool = null
})

function written(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

type Found = { files: { id: string; name: string }[] }

async function filesOf(at: Tool, token = at.token): Promise<Found['files']> {
  const { body } = await callGoogle({ ...at, token }, '/drive/v3/files?orderBy=name')
  return (body as Found).files
}

describe('npm run google', { timeout: 60_000 }, () => {
  it('prints its URL and a token that opens everything, and stops when told', async () => {
    tool = await startTool()
    expect(tool.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await filesOf(tool)).length).toBeGreaterThan(5)
    const { body } = await callGoogle(tool, '/v1/userinfo')
    expect(body).toMatchObject({ email: 'ada@gmail.com' })
  })

  it('has no limits unless --quota, and then Google’s', async () => {
    tool = await startTool(['--quota', '--redirect', 'http://localhost:1234/back'])
    const { body } = await callGoogle(tool, '/_local/state', { token: null })
    expect(body).toMatchObject({
      limits: { person: 60, project: 300, drive: 12_000 },
      clients: [
        { redirectUris: expect.arrayContaining(['http://localhost:1234/back']) as string[] },
      ],
    })
  })

  it('--help tells what there is', async () => {
    const { code, out } = await runTool(['--help'])
    expect(code).toBe(0)
    for (const option of ['port', 'seed', 'state', 'quota', 'redirect']) {
      expect(out).toContain(`--${option}`)
    }
  })

  it.each([
    [['--prot', '9000'], /Unknown option '--prot'/],
    [['--seed', '/nowhere/seed.json'], /cannot be read \(ENOENT\)/],
    [['--state', '/nowhere/state'], /cannot be kept \(ENOENT\)/],
  ])('%j is refused in one line', async (args, words) => {
    const { code, out, err } = await runTool(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
    expect(err.trimEnd()).not.toContain('\n')
  })

  it.each([
    [['--port', 'ninety'], '--port takes a number from 0 to 65535, not "ninety"'],
    [['--port', '70000'], '--port takes a number from 0 to 65535, not "70000"'],
    [['--port'], "Option '--port <value>' argument missing. --help lists the options"],
    [['--redirect', 'localhost'], '--redirect takes a whole URI, not "localhost"'],
    [['here'], "Unexpected argument 'here'. --help lists the options"],
  ])('%j is refused with what to do', (args, words) => {
    expect(() => readCommandLine(args)).toThrow(new UsageError(words))
  })

  it('says when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await expect.poll(() => other.listening).toBe(true)
    const { port } = other.address() as AddressInfo
    const { code, err } = await runTool(['--port', String(port)])
    other.close()
    expect([code, err]).toEqual([2, expect.stringMatching(/cannot be had \(EADDRINUSE\).*\n$/)])
  })
})

describe('--seed', { timeout: 60_000 }, () => {
  it('gives people and spreadsheets, typed in or as the API has them, and samples', async () => {
    const seed = written('seed.json', {
      people: [
        { email: 'dora@example.org', name: 'Dora Marsden', domain: 'example.org' },
        { email: 'emil@example.org', name: 'Emil Holst' },
      ],
      samples: ['contacts'],
      files: [
        {
          name: 'Bolts',
          id: 'bolts-0123456789',
          shares: { 'emil@example.org': 'reader' },
          sheets: [
            {
              title: "Dora's",
              rows: [
                ['Size', 'Price'],
                ['M4', '$0.12'],
                ['M6', 0.2],
              ],
            },
          ],
        },
        {
          name: 'Wire',
          owner: 'emil@example.org',
          spreadsheet: {
            properties: { locale: 'de_DE' },
            sheets: [
              {
                properties: { title: 'Blatt', gridProperties: { frozenRowCount: 1 } },
                data: [{ rowData: [{ values: [{ userEnteredValue: { numberValue: 1.5 } }] }] }],
              },
            ],
          },
        },
      ],
    })
    tool = await startTool(['--seed', seed])
    expect((await filesOf(tool)).map(({ name }) => name)).toEqual(['Bolts'])
    const { body } = await callGoogle(tool, '/v4/spreadsheets/bolts-0123456789/values/A2:B2')
    expect(body).toMatchObject({ range: "'Dora''s'!A2:B2", values: [['M4', '$0.12']] })

    const scopes = ['https://www.googleapis.com/auth/drive']
    const given = await callGoogle(tool, '/_local/token', {
      body: { email: 'emil@example.org', scopes },
    })
    const { token } = given.body as { token: string }
    const theirs = await filesOf(tool, token)
    expect(theirs.map(({ name }) => name)).toEqual(['Bolts', 'Wire'])
    const wire = await callGoogle(tool, `/v4/spreadsheets/${theirs[1]?.id ?? ''}/values/A1`, {
      token,
    })
    expect(wire.body).toMatchObject({ range: 'Blatt!A1', values: [['1,5']] })
  })

  it('none gives people without spreadsheets', async () => {
    tool = await startTool(['--seed', 'none'])
    expect(await filesOf(tool)).toEqual([])
  })

  it.each([
    ['no JSON', 'people:', /is not JSON/],
    ['an unknown field', { flies: [] }, /flies/],
    ['an unknown sample', { samples: ['contact'] }, /samples: takes "all" or .*contacts/],
    ['an owner nobody knows', { files: [{ name: 'A', owner: 'x@example.org' }] }, /x@example\.org/],
    [
      'a spreadsheet that Google would refuse',
      { files: [{ name: 'A', spreadsheet: { sheets: [{ propertys: {} }] } }] },
      /"A".*propertys/,
    ],
  ])('with %s is refused with a word why', (_, seed, words) => {
    expect(() => readSeed(written('wrong.json', seed))).toThrow(words)
  })
})
