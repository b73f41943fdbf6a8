import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { parseBindingKeys } from '#server/vault/binding-keys.ts'
import { checkBinding } from '#server/vault/check-binding.ts'
import { newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { createVault } from '#server/vault/vault.ts'
import { me } from '#shared/contract/me.ts'
import { freePort } from '#test/browser/ports.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { startSheetside } from '#test/server/harness.ts'

const run = promisify(execFile)
const ada = { person: ADA.email }

const pemOn = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

describe('the keys of DPOP_KEY', () => {
  it('are in PEM, the first one first, with line ends as they are or as \\n', async () => {
    const [one, two] = [pemOn('P-256'), pemOn('P-256')]
    const keys = [...(await parseBindingKeys(one + two)).keys()]
    expect(keys).toHaveLength(2)
    const inOneLine = (one + two).replaceAll('\n', String.raw`\n`)
    expect([...(await parseBindingKeys(inOneLine)).keys()]).toEqual(keys)
    expect([...(await parseBindingKeys(two)).keys()]).toEqual([keys[1]])
  })

  it('may be as openssl writes them, with the curve in front', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }).toString()
    const parameters =
      '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n'
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    expect([...(await parseBindingKeys(parameters + sec1)).keys()]).toEqual([
      ...(await parseBindingKeys(pkcs8)).keys(),
    ])
  })

  it.each([
    ['nothing in PEM', 'a secret', /no private key in PEM/],
    ['another curve', pemOn('P-384'), /key 1 is not a private key on the curve P-256/],
    ['a broken key', pemOn('P-256').replace('MIG', 'AAA'), /key 1 is not/],
    ['one of two', pemOn('P-256') + pemOn('secp256k1'), /key 2 is not/],
  ])('are refused with %s, which is not repeated', async (_what, text, message) => {
    const error = await parseBindingKeys(text).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toMatch(message)
    expect(String(error)).not.toContain(text.split('\n')[1] ?? text)
  })
})

const failed = z.object({ code: z.number(), stderr: z.string() })

/** What a server with a bound connection left behind, and how one is started on it, and its administrator. */
async function leftBehind() {
  const dataDir = mkdtempSync(join(tmpdir(), 'sheetside-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const tokenKeys = newKey('k1')
  const sheetside = await startSheetside({
    databaseFile: join(dataDir, 'sheetside.sqlite'),
    vault: createVault(parseKeyRing(tokenKeys)),
    env: { DPOP_KEY: pemOn('P-256') },
  })
  const session = await sheetside.register()
  await sheetside.connect(session, ada)
  const env = {
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'secret',
    DATA_DIR: dataDir,
    TOKEN_KEYS: tokenKeys,
    PORT: String(await freePort()),
  }
  const start = async () =>
    failed.parse(
      await run(process.execPath, ['server/main.ts'], { env }).catch((reason: unknown) => reason),
    )
  const admin = (...words: string[]) =>
    run(process.execPath, ['server/admin/main.ts', ...words], { env })
  return { ...sheetside, session, start, admin }
}

describe('a server that is started without the key of its connections', () => {
  it('stops and says how many would be lost, and how to go on', async () => {
    const { start } = await leftBehind()
    const { code, stderr } = await start()
    expect(code).toBe(1)
    expect(stderr).toContain('1 Google connection is bound to the key with the thumbprint')
    expect(stderr).toMatch(/admin -- give-up-key dpop:[\w-]{43},/)
  })

  it('stops alike with another key, and with one that can’t be read', async () => {
    const { deps } = await leftBehind()
    await expect(checkBinding(deps)).resolves.toBeUndefined()
    const startWith = (dpopKey: string) =>
      checkBinding({ ...deps, config: { ...deps.config, dpopKey } })
    await expect(startWith(pemOn('P-256'))).rejects.toThrow('which is not in DPOP_KEY')
    await expect(startWith('a secret')).rejects.toThrow('DPOP_KEY: there is no private key in PEM')
    await expect(startWith(`${pemOn('P-256')}${deps.config.dpopKey}`)).resolves.toBeUndefined()
  })

  it('starts once the connections are given up, whose people connect again', async () => {
    const { deps, admin, call, session } = await leftBehind()
    const withoutKey = { ...deps, config: { ...deps.config, dpopKey: null } }
    const told = await checkBinding(withoutKey).catch((reason: unknown) => String(reason))
    const [id = ''] = /dpop:[\w-]{43}/.exec(String(told)) ?? []
    expect((await admin('give-up-key', id)).stdout).toContain('would end 1 Google connection')
    expect((await admin('give-up-key', id, '--yes')).stdout).toContain('Ended 1 Google connection')
    const answer = await call('GET', '/api/me', { token: session.token })
    expect(me.parse(await answer.json()).googleAccounts).toMatchObject([
      { state: 'reconnect_needed' },
    ])
    await expect(checkBinding(withoutKey)).resolves.toBeUndefined()
  })
})

describe('admin dpop-key', () => {
  it('prints a key that DPOP_KEY takes, where no server ever ran', async () => {
    const words = ['server/admin/main.ts', 'dpop-key']
    const { stdout } = await run(process.execPath, words, { env: {} })
    expect(stdout.trim().split('\n')).toHaveLength(1)
    const [thumbprint] = (await parseBindingKeys(stdout)).keys()
    expect(thumbprint).toMatch(/^[\w-]{43}$/)
    const json = await run(process.execPath, [...words, '--json'], { env: {} })
    const printed = z
      .object({ key: z.string(), thumbprint: z.string() })
      .parse(JSON.parse(json.stdout))
    expect([...(await parseBindingKeys(printed.key)).keys()]).toEqual([printed.thumbprint])
  })
})
