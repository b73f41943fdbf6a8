import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, request, type IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newKey } from '#server/vault/key-ring.ts'
import { freePort } from '#test/browser/ports.ts'
import { writeCertificate } from './certificate-files.ts'

const MAIN = 'server/main.ts'

/** Loaded beside the server: a promise that fails with nobody to catch it, once it runs. */
const thrower = `data:text/javascript,${encodeURIComponent(
  "setTimeout(() => void Promise.reject(new Error('a secret in a message')), 3000)",
)}`

/** The server as `npm start` runs it, with this environment and nothing else. */
function start(env: Record<string, string>) {
  const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void server.kill('SIGKILL'))
  const out = { log: '', errors: '' }
  server.stdout.on('data', (bytes: Buffer) => (out.log += String(bytes)))
  server.stderr.on('data', (bytes: Buffer) => (out.errors += String(bytes)))
  const ended = once(server, 'exit').then(([code]: unknown[]) => code)
  const listening = async () => {
    while (!out.log.includes('"listening"')) await once(server.stdout, 'data')
  }
  return { out, ended, listening, kill: (signal: NodeJS.Signals) => server.kill(signal) }
}

async function settings() {
  const dataDir = mkdtempSync(join(tmpdir(), 'sheetside-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  return {
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'the-client-secret',
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
  }
}

describe('the server', () => {
  it('does not start without a Google client, and says what to do', async () => {
    const server = start({})
    expect(await server.ended).toBe(1)
    expect(server.out.errors).toContain('docs/google-setup.md')
    expect(server.out.errors).toContain('npm run demo')
    expect(server.out.errors).not.toContain('at file:')
  })

  it('makes its database and a key that only its owner can read', async () => {
    const env = await settings()
    const server = start(env)
    await server.listening()
    expect(statSync(join(env.DATA_DIR, 'sheetside.sqlite')).isFile()).toBe(true)
    expect(statSync(join(env.DATA_DIR, 'token.key')).mode & 0o777).toBe(0o600)
    const health = await fetch(`http://127.0.0.1:${env.PORT}/healthz`)
    expect(await health.json()).toEqual({ status: 'ok', service: 'sheetside' })
    expect(server.out.log).not.toContain('the-client-secret')
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops in order on %s, connections kept or not',
    async (signal) => {
      const env = await settings()
      const server = start(env)
      await server.listening()
      // This leaves a connection that is kept for more.
      await (await fetch(`http://127.0.0.1:${env.PORT}/healthz`)).text()
      server.kill(signal)
      expect(await server.ended).toBe(0)
      expect(server.out.log).toContain('"stopping"')
    },
  )

  it('answers what is under way when it is told to stop', async () => {
    const env = await settings()
    const server = start(env)
    await server.listening()
    const body = JSON.stringify({ email: 'a@example.org', password: 'x', device: 'x' })
    const asked = request(`http://127.0.0.1:${env.PORT}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    })
    asked.write(body.slice(0, 10))
    await once(asked, 'socket')
    await fetch(`http://127.0.0.1:${env.PORT}/healthz`)
    server.kill('SIGTERM')
    await expect.poll(() => server.out.log).toContain('"stopping"')
    asked.end(body.slice(10))
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.resume()
    expect(answer.statusCode).toBe(401)
    expect(await server.ended).toBe(0)
  })

  it('says at the start that the mail server can’t be used, and not its password', async () => {
    const env = await settings()
    const server = start({
      ...env,
      SMTP_URL: `smtp://me:the-mail-password@127.0.0.1:${await freePort()}`,
      MAIL_FROM: 'sheetside@example.org',
    })
    await server.listening()
    await expect.poll(() => server.out.log, { timeout: 10_000 }).toContain('look at SMTP_URL')
    expect(server.out.log).toContain('"code":"ESOCKET"')
    expect(server.out.log).not.toContain('the-mail-password')
  })

  it('says which port is taken', async () => {
    const env = await settings()
    const other = createServer().listen(Number(env.PORT), '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const server = start(env)
    expect(await server.ended).toBe(1)
    expect(server.out.errors).toContain(`Port ${env.PORT}`)
  })

  it('does not start with a key it cannot read, and does not show it', async () => {
    const server = start({ ...(await settings()), TOKEN_KEYS: 'k1:tooshort' })
    expect(await server.ended).toBe(1)
    expect(server.out.errors).toContain('TOKEN_KEYS')
    expect(server.out.errors).not.toContain('tooshort')
  })

  it('speaks https with a certificate of its own, and nothing else', async () => {
    const env = await settings()
    const { cert, key } = writeCertificate(env.DATA_DIR, '01')
    const server = start({
      ...env,
      NODE_ENV: 'production',
      TOKEN_KEYS: newKey('k1'),
      TLS_CERT: cert,
      TLS_KEY: key,
    })
    await server.listening()
    expect(server.out.log).toContain(`https://localhost:${env.PORT}`)
    const asked = get(`https://127.0.0.1:${env.PORT}/api/server`, { rejectUnauthorized: false })
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.resume()
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
    await expect(fetch(`http://127.0.0.1:${env.PORT}/healthz`)).rejects.toThrow('fetch failed')
  })

  it('does not start with a certificate that it cannot read, and names the setting', async () => {
    const env = await settings()
    const files = writeCertificate(env.DATA_DIR, '01')
    const server = start({ ...env, TLS_CERT: files.cert, TLS_KEY: '/nowhere/key.pem' })
    expect(await server.ended).toBe(1)
    expect(server.out.errors).toContain('TLS_KEY')
    expect(server.out.errors).not.toContain('/nowhere')
  })

  it('ends at an error that nobody caught, having said so', async () => {
    const env = await settings()
    const server = start({ ...env, NODE_OPTIONS: `--import ${thrower}` })
    expect(await server.ended).toBe(1)
    expect(server.out.log).toContain('"level":60')
    expect(server.out.log).not.toContain('a secret in a message')
  })
})
