import { isIP } from 'node:net'
import proxyAddr from 'proxy-addr'
import { z } from 'zod'
import type { Registration } from '#shared/contract/server.ts'
import { DEFAULT_REDIRECTS } from '#shared/extension.ts'

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
const origin = z
  .url({ protocol: /^https?$/ })
  .transform((url) => url.replace(/\/+$/, ''))
  .refine((url) => {
    const { pathname, search, hash, username, password } = new URL(url)
    return pathname + search + hash + username + password === '/'
  }, 'must have no path, and nothing but scheme, host and port')
const emailAddress = z.union([z.email(), z.string().regex(/^[^<>"]+ <[^<>\s@]+@[^<>\s@]+>$/)])
const loopback = (url: string) =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

const environment = z
  .object({
    NODE_ENV: z.string().default('development'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: origin.optional(),
    DATA_DIR: z.string().default('.data'),
    GOOGLE_CLIENT_ID: z.string().min(1).optional(),
    GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
    GOOGLE_ENDPOINT: origin.optional(),
    TOKEN_KEYS: z.string().optional(),
    DPOP_KEY: z.string().min(1).optional(),
    GOOGLE_SCOPES: z.enum(['full', 'file']).default('full'),
    REGISTRATION: list.optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: emailAddress.optional(),
    TLS_CERT: z.string().min(1).optional(),
    TLS_KEY: z.string().min(1).optional(),
    TRUST_PROXY: list.optional(),
    EXTENSION_REDIRECTS: list.pipe(z.array(z.url()).min(1)).optional(),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info'),
  })
  .transform((env, context) => {
    const ownTls = env.TLS_CERT !== undefined && env.TLS_KEY !== undefined
    const publicUrl = env.PUBLIC_URL ?? `http${ownTls ? 's' : ''}://localhost:${env.PORT}`
    const production = env.NODE_ENV === 'production'
    if (!env.GOOGLE_CLIENT_ID || !env.GOOGLE_CLIENT_SECRET) {
      context.addIssue({
        code: 'custom',
        path: ['GOOGLE_CLIENT_ID'],
        message:
          'and GOOGLE_CLIENT_SECRET are needed: docs/google-setup.md shows how to get them. ' +
          'To try Sheetside without a Google account: npm run demo',
      })
    }
    if (!publicUrl.startsWith('https:') && (production || !loopback(publicUrl))) {
      context.addIssue({
        code: 'custom',
        path: ['PUBLIC_URL'],
        message: 'must be https, except on localhost while NODE_ENV is not production',
      })
    }
    if (ownTls && !publicUrl.startsWith('https:')) {
      context.addIssue({
        code: 'custom',
        path: ['PUBLIC_URL'],
        message: 'must be https where TLS_CERT and TLS_KEY are set',
      })
    }
    if (production && !ownTls && !env.TRUST_PROXY?.length) {
      context.addIssue({
        code: 'custom',
        path: ['TRUST_PROXY'],
        message:
          'is needed in production: the addresses of the proxy that speaks https to the world, ' +
          'such as "loopback"; or TLS_CERT and TLS_KEY, to do without one. docs/running.md shows both',
      })
    }
    const odd = (env.TRUST_PROXY ?? []).findIndex((entry) => !isNetwork(entry))
    if (odd >= 0) {
      context.addIssue({
        code: 'custom',
        path: ['TRUST_PROXY'],
        message:
          `takes addresses (10.0.0.7), networks (10.0.0.0/8, fd00::/8), "loopback", "linklocal" and ` +
          `"uniquelocal"; number ${odd + 1} of what it names is none of these`,
      })
    }
    if (production && !env.TOKEN_KEYS) {
      context.addIssue({
        code: 'custom',
        path: ['TOKEN_KEYS'],
        message:
          'is needed in production: id:base64 of 32 random bytes, kept apart from the database. ' +
          'One can be made by: echo "k1:$(openssl rand -base64 32)"',
      })
    }
    if (env.GOOGLE_ENDPOINT && !loopback(env.GOOGLE_ENDPOINT)) {
      context.addIssue({
        code: 'custom',
        path: ['GOOGLE_ENDPOINT'],
        message: 'may only name a local Google on this machine; leave it out for the real one',
      })
    }
    const registration = registrationOf(env.REGISTRATION ?? ['open'])
    if (!registration) {
      context.addIssue({
        code: 'custom',
        path: ['REGISTRATION'],
        message: 'must be "open", "invitation", or the domains of those who may join: example.org',
      })
    }
    if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [env.SMTP_URL === undefined ? 'SMTP_URL' : 'MAIL_FROM'],
        message:
          'is needed too: mail is sent through SMTP_URL (smtps://user:password@host) from MAIL_FROM',
      })
    }
    if ((env.TLS_CERT === undefined) !== (env.TLS_KEY === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [env.TLS_CERT === undefined ? 'TLS_CERT' : 'TLS_KEY'],
        message: 'is needed too: both name a PEM file',
      })
    }
    return {
      production,
      port: env.PORT,
      host: env.HOST,
      publicUrl,
      dataDir: env.DATA_DIR,
      google: {
        clientId: env.GOOGLE_CLIENT_ID ?? '',
        clientSecret: env.GOOGLE_CLIENT_SECRET ?? '',
        /** Base URL of a local Google; null for the real one. */
        endpoint: env.GOOGLE_ENDPOINT ?? null,
        /** What people are asked for. */
        access: env.GOOGLE_SCOPES,
      },
      /** The private key, PEM, that Google binds refresh tokens to; null to leave them unbound. */
      dpopKey: env.DPOP_KEY ?? null,
      registration: registration ?? { kind: 'open' as const },
      /** Null where the server sends no mail. */
      mail:
        env.SMTP_URL !== undefined && env.MAIL_FROM !== undefined
          ? { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM }
          : null,
      /** Files of a certificate chain and its key; null where TLS ends elsewhere. */
      tls:
        env.TLS_CERT !== undefined && env.TLS_KEY !== undefined
          ? { cert: env.TLS_CERT, key: env.TLS_KEY }
          : null,
      /** Addresses and networks whose X-Forwarded-For and -Proto are believed. */
      trustProxy: env.TRUST_PROXY ?? [],
      /** `id:base64,…`, or null for a key file in the data folder. */
      tokenKeys: env.TOKEN_KEYS ?? null,
      extensionRedirects: env.EXTENSION_REDIRECTS ?? [...DEFAULT_REDIRECTS],
      logLevel: env.LOG_LEVEL,
    }
  })

const domain = /^(?=.{3,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/

function registrationOf(words: string[]): Registration | null {
  const [word] = words
  if (words.length === 1 && (word === 'open' || word === 'invitation')) return { kind: word }
  const domains = words.map((name) => name.toLowerCase().replace(/^@/, ''))
  if (domains.length === 0 || !domains.every((name) => domain.test(name))) return null
  return { kind: 'domains', domains }
}

/** Whether proxy-addr can match addresses by it. */
function isNetwork(entry: string): boolean {
  try {
    proxyAddr.compile(entry)
    // It also reads `1` as an address, which elsewhere is a number of proxies.
    return /^[a-z]+$/.test(entry) || isIP(entry.split('/', 1)[0] ?? '') !== 0
  } catch {
    return false
  }
}

export type Config = z.output<typeof environment>

export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * The server's settings out of its environment.
 * @throws ConfigError with a line for each setting that is wrong: its name and what to do, never its value.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
  throw new ConfigError(`The server can't start with these settings:\n${lines.join('\n')}`)
}
