import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '#server/config.ts'
import { DEFAULT_REDIRECTS } from '#shared/extension.ts'

const google = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret-value' }

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('the settings', () => {
  it('need only the Google client, and listen on localhost by default', () => {
    expect(readConfig(google)).toMatchObject({
      port: 8787,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8787',
      production: false,
      google: { endpoint: null },
      extensionRedirects: [...DEFAULT_REDIRECTS],
    })
  })

  it('name the guide and the demo where the Google client is missing', () => {
    const message = refusal({})
    expect(message).toContain('docs/google-setup.md')
    expect(message).toContain('npm run demo')
  })

  it('take https alone for a public address', () => {
    expect(refusal({ ...google, PUBLIC_URL: 'http://sheets.example.org' })).toContain('PUBLIC_URL')
    expect(readConfig({ ...google, PUBLIC_URL: 'https://sheets.example.org/' }).publicUrl).toBe(
      'https://sheets.example.org',
    )
  })

  it.each(['/sheets', '/?x', '/#x', '?x'])('take no address that ends in %j', (end) => {
    const PUBLIC_URL = `https://sheets.example.org${end}`
    expect(refusal({ ...google, PUBLIC_URL })).toContain('PUBLIC_URL')
  })

  it('take no address with a password in it, and do not repeat it', () => {
    const message = refusal({ ...google, PUBLIC_URL: 'https://me:hidden@sheets.example.org' })
    expect(message).toContain('PUBLIC_URL')
    expect(message).not.toContain('hidden')
  })

  it('want https and keys of their own in production, localhost or not', () => {
    const message = refusal({ ...google, NODE_ENV: 'production' })
    expect(message).toContain('PUBLIC_URL')
    expect(message).toContain('TOKEN_KEYS')
  })

  it('want TLS of their own or a proxy that is named, in production', () => {
    const production = {
      ...google,
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://sheets.example.org',
      TOKEN_KEYS: 'k1:x',
    }
    const message = refusal(production)
    expect(message).toContain('TRUST_PROXY')
    expect(message).toContain('TLS_CERT')
    expect(message).toContain('docs/running.md')
    expect(refusal({ ...production, TRUST_PROXY: 'loopback' })).toBe('')
    expect(refusal({ ...production, TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' })).toBe('')
    expect(refusal({ ...production, TLS_CERT: 'cert.pem' })).toContain('TLS_KEY is needed too')
  })

  it('say which proxy is none, without its value', () => {
    const message = refusal({ ...google, TRUST_PROXY: 'loopback, 10.0.0.0/8, proxy.internal' })
    expect(message).toContain('TRUST_PROXY')
    expect(message).toContain('number 3')
    expect(message).not.toContain('proxy.internal')
    for (const odd of ['10.0.0.0/33', '10.0.0.300', '*', 'true', '1']) {
      expect([odd, refusal({ ...google, TRUST_PROXY: odd })]).not.toEqual([odd, ''])
    }
  })

  it('are https with TLS of their own', () => {
    const tls = { ...google, TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }
    expect(readConfig(tls).publicUrl).toBe('https://localhost:8787')
    expect(refusal({ ...tls, PUBLIC_URL: 'http://localhost:8787' })).toContain('PUBLIC_URL')
  })

  it('take no Google from elsewhere than this machine', () => {
    expect(refusal({ ...google, GOOGLE_ENDPOINT: 'https://evil.example' })).toContain(
      'GOOGLE_ENDPOINT',
    )
  })

  it('never print a value', () => {
    expect(refusal({ ...google, PORT: 'secret-port', HOST: 'x' })).not.toContain('secret')
  })

  it('read redirects as a list', () => {
    const EXTENSION_REDIRECTS = 'https://a.chromiumapp.org/, https://b.chromiumapp.org/'
    expect(readConfig({ ...google, EXTENSION_REDIRECTS }).extensionRedirects).toEqual([
      'https://a.chromiumapp.org/',
      'https://b.chromiumapp.org/',
    ])
  })
})
