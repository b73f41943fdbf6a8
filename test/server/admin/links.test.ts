import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { refusal, startSheetside } from '#test/server/harness.ts'

const run = promisify(execFile)
const PASSWORD = 'gravel-lantern-oboe-4'
const device = 'Chrome on Linux'

/** A server, and its administrator's command line on the same data. */
async function setUp(env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sheetside-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const server = await startSheetside({ databaseFile: join(dataDir, 'sheetside.sqlite'), env })
  const admin = (...words: string[]) =>
    run(process.execPath, ['server/admin/main.ts', ...words], {
      env: { DATA_DIR: dataDir, PUBLIC_URL: server.url, ...env },
    })
  return { ...server, admin }
}

const failed = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() })

describe('admin reset-link', () => {
  it('prints a link that sets a password, on a server that sends no mail', async () => {
    const { url, call, admin, register } = await setUp()
    const { person, token: session } = await register()
    const { stdout } = await admin('reset-link', person.email)
    const [link = ''] = stdout.split('\n')
    expect(link).toMatch(new RegExp(`^${url}/account#`))
    expect(stdout).toMatch(/It works once, until 20\d\d-/)

    const body = { token: new URL(link).hash.slice(1), password: PASSWORD }
    expect((await call('POST', '/api/accounts/password', { body })).status).toBe(200)
    expect((await call('GET', '/api/me', { token: session })).status).toBe(401)
    const logIn = { email: person.email, password: PASSWORD, device }
    expect((await call('POST', '/api/sessions', { body: logIn })).status).toBe(201)
  })

  it('says that no account has the email, and ends with 1', async () => {
    const { admin } = await setUp()
    const error = failed.parse(
      await admin('reset-link', 'eve@example.org').catch((e: unknown) => e),
    )
    expect(error).toMatchObject({ code: 1, stdout: '' })
    expect(error.stderr).toBe('No account has the email eve@example.org.\n')
  })
})

describe('admin invite', () => {
  it('prints an invitation that is good for one account', async () => {
    const env = { REGISTRATION: 'invitation' }
    const { call, admin } = await setUp(env)
    const { stdout } = await admin('--json', 'invite', 'ada@example.org')
    const { invitation } = z.object({ invitation: z.string() }).parse(JSON.parse(stdout))
    const register = (email: string) =>
      call('POST', '/api/accounts', { body: { email, password: PASSWORD, device, invitation } })
    expect(await refusal(register('eve@example.org'))).toMatchObject({
      code: 'registration_closed',
    })
    expect((await register('ada@example.org')).status).toBe(201)
  })

  it('says so where nobody needs one', async () => {
    const { admin } = await setUp()
    expect((await admin('invite')).stdout).toContain('REGISTRATION=invitation')
  })
})
