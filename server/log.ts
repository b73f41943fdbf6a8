import { AsyncLocalStorage } from 'node:async_hooks'
import { pino, type DestinationStream, type Logger } from 'pino'
import type { Config } from './config.ts'

const request = new AsyncLocalStorage<string>()

/** Runs the work of a request: every line that is logged on the way carries its id. */
export function inRequest<T>(requestId: string, work: () => T): T {
  return request.run(requestId, work)
}

/** Nothing of these names is ever meant for the log; this is the net below the care taken above. */
const SECRET = [
  'authorization',
  'cookie',
  'headers',
  'body',
  'password',
  'passwordHash',
  'token',
  'idToken',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'codeVerifier',
]

/** The server's log: a JSON object a line, with the id of the request it was written for. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      redact: SECRET.flatMap((name) => [name, `*.${name}`]),
      mixin: () => {
        const requestId = request.getStore()
        return requestId === undefined ? {} : { requestId }
      },
      formatters: {
        log: (entry) =>
          Object.fromEntries(
            Object.entries(entry).map(([name, value]) => [
              name,
              value instanceof Error ? describe(value) : value,
            ]),
          ),
      },
    },
    destination,
  )
}

/**
 * An error as far as it may be logged: what it is and where it was thrown. Its message is left out,
 * since libraries put into it what they worked on: SQL with its values, JSON that would not parse, a
 * token that was not valid.
 */
function describe(error: Error): object {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at .*:\d+:\d+\)?$/.test(line))
  return {
    type: error.name,
    ...(/^[A-Z][A-Z\d_]*$/.test(code) && { code }),
    at: frames.map((line) => line.trim().slice('at '.length)),
    ...(error.cause instanceof Error && { cause: describe(error.cause) }),
  }
}
