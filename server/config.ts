import { z } from 'zod'
import { DEFAULT_REDIRECTS } from '#shared/extension.ts'

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
const origin = z
  .url({ protocol: /^https?$/ })
  .transform((url) => url.replace(/\/+$/, ''))
  .refine((url) => new URL(url).pathname === '/', 'must have no path')
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
    EXTENSION_REDIRECTS: list.pipe(z.array(z.url()).min(1)).optional(),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info'),
  })
  .transform((env, context) => {
    const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`
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
      },
      /** `id:base64,…`, or null for a key file in the data folder. */
      tokenKeys: env.TOKEN_KEYS ?? null,
      extensionRedirects: env.EXTENSION_REDIRECTS ?? [...DEFAULT_REDIRECTS],
      logLevel: env.LOG_LEVEL,
    }
  })

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
