import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Env } from './env.ts'
import { apiDisabled, failWith, policyRefusal } from './failures.ts'
import type { Fault } from './faults.ts'
import { tokenOf } from './gate.ts'
import { revokeGrant } from '#test/google/oauth/revocation.ts'
import type { World } from '#test/google/world.ts'

/** Answers a request as its faults have it, or lets it through. */
export async function meetFaults(
  world: World,
  c: Context<Env>,
  next: () => Promise<void>,
  met: readonly Fault[],
): Promise<void> {
  for (const fault of met) {
    if (fault.kind === 'delay') await pause(c, world, fault.milliseconds)
    if (fault.kind === 'hang' && fault.when === 'late') await outlast(c, world)
    else if (fault.kind === 'hang' && fault.when !== 'after') await pause(c, world)
  }
  const isLate = met.some((fault) => fault.kind === 'hang' && fault.when === 'late')
  if (
    (hasLeft(c) && !isLate) ||
    met.some((fault) => fault.kind === 'drop' && fault.when === 'before')
  ) {
    return breakOff(c)
  }
  for (const fault of met) await strike(world, c, fault)
  const refusal = await refuse(world, c, met)
  if (refusal) c.res = refusal
  else await next()
  if (met.some((fault) => fault.kind === 'hang' && fault.when === 'after')) await pause(c, world)
  if (met.some((fault) => fault.kind === 'drop' && fault.when === 'after')) breakOff(c)
  else if (met.some(({ kind }) => kind === 'truncate')) await cutShort(c)
}

/** Waits so long or, without a time, until faults are cleared; in any case not after the caller has left. */
async function pause(c: Context<Env>, world: World, milliseconds?: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = milliseconds === undefined ? null : setTimeout(resolve, milliseconds)
  c.env.outgoing.once('close', resolve)
  await Promise.race([promise, ...(milliseconds === undefined ? [world.faults.lifted] : [])])
  c.env.outgoing.off('close', resolve)
  if (timer) clearTimeout(timer)
}

/** Waits until faults are cleared with all that there is of the request, whoever leaves. */
async function outlast(c: Context<Env>, world: World): Promise<void> {
  const { lifted } = world.faults
  await c.req.text()
  await lifted
}

function hasLeft(c: Context<Env>): boolean {
  return c.env.outgoing.destroyed
}

/** What happens to the caller's token before the request is looked at. */
async function strike(world: World, c: Context<Env>, fault: Fault): Promise<void> {
  if (fault.kind !== 'expired-token' && fault.kind !== 'revoked-grant') return
  const access = world.tokens.liveAccess(tokenOf(c) ?? '')
  if (fault.kind === 'expired-token') {
    if (access) access.expiresAt = world.now()
    return
  }
  const form = c.get('operation') ? '' : await c.req.text()
  const refresh = world.tokens.liveRefresh(new URLSearchParams(form).get('refresh_token') ?? '')
  const person = access?.person ?? refresh?.person
  if (person) revokeGrant(world, person)
}

async function refuse(
  world: World,
  c: Context<Env>,
  met: readonly Fault[],
): Promise<Response | null> {
  for (const fault of met) {
    if (fault.kind === 'fail') return failWith(world, c, fault)
    if (fault.kind === 'service-disabled') return apiDisabled(world, c)
    if (fault.kind === 'invalid-rapt' || fault.kind === 'admin-policy-enforced') {
      return policyRefusal(world, c, fault.kind)
    }
  }
  return null
}

/** The caller sees a connection that broke, whatever was done by then. */
function breakOff(c: Context<Env>): void {
  c.env.incoming.socket.destroy()
  c.res = new Response(null, { status: 500 })
}

/** Half of the body, though the headers announce all of it, and then nothing more. */
async function cutShort(c: Context<Env>): Promise<void> {
  const { status, headers } = c.res
  const body = Buffer.from(await c.res.arrayBuffer())
  const { outgoing } = c.env
  outgoing.writeHead(status, { ...Object.fromEntries(headers), 'content-length': body.length })
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)))
  outgoing.socket?.destroySoon()
  // Not merged with the answer from before, as a second answer would be.
  c.res = undefined
  c.res = RESPONSE_ALREADY_SENT
}
