import { isIP } from 'node:net'
import { createMiddleware } from 'hono/factory'
import proxyAddr from 'proxy-addr'
import type { Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import type { Caller } from '#server/events/events.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { AppEnv } from './authenticated.ts'

/** Where a request comes from, and whether it came all the way by https. */
export type KnownCaller = Caller & { https: boolean }

/**
 * Finds out who speaks to us. What `X-Forwarded-For` and `-Proto` say is believed only where the
 * proxies named in TRUST_PROXY wrote it: the client is the last address that is not one of them.
 */
export function identifyCaller({ trustProxy }: Pick<Config, 'trustProxy'>) {
  const trusted = proxyAddr.compile(trustProxy)
  return createMiddleware<AppEnv>(async (c, next) => {
    // A request that was never on a wire has none of this.
    const incoming = (c.env as Partial<AppEnv['Bindings']> | undefined)?.incoming
    const peer = incoming?.socket.remoteAddress
    if (!incoming || peer === undefined) {
      c.set('caller', { address: 'unknown', https: false })
      return next()
    }
    const ownTls = 'encrypted' in incoming.socket
    c.set('caller', {
      address: plain(trusted(peer, 0) ? firstStranger(proxyAddr.all(incoming, trusted)) : peer),
      https: ownTls || (trusted(peer, 0) && saysHttps(c.req.header('x-forwarded-proto'))),
    })
    return next()
  })
}

/**
 * In production, refuses what came in the clear. A redirect would be no help: the session is in the
 * first request already.
 */
export function requireHttps(deps: Deps) {
  return createMiddleware<AppEnv>(async (c, next) => {
    // Health checks come from beside the server, past the proxy; they carry and learn nothing.
    if (deps.config.production && !c.var.caller.https && c.req.path !== '/healthz') {
      throw new SheetsideError(
        'https_needed',
        'This Sheetside server takes only https. Use its https address.',
        {
          reason: `not by https: from ${c.var.caller.address}; behind a proxy, see TRUST_PROXY and X-Forwarded-Proto`,
        },
      )
    }
    await next()
  })
}

/**
 * The end of the way that proxies tell of, nearest first. What is no address there is the word of a
 * proxy that does not know; then the proxy itself is all that is known.
 */
function firstStranger(way: string[]): string {
  return way.findLast((address) => isIP(address) !== 0) ?? 'unknown'
}

/** Each proxy on the way has to say so: one that appends may be repeating what the client claimed. */
function saysHttps(protocols: string | undefined): boolean {
  return protocols?.split(',').every((one) => one.trim().toLowerCase() === 'https') ?? false
}

/** IPv4 as IPv4, also on a socket that takes both: one client has one address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
