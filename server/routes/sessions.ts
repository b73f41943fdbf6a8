import { Hono } from 'hono'
import { devicesOf, endDevice, endOtherDevices } from '#server/accounts/devices.ts'
import { endSession } from '#server/accounts/session.ts'
import { logIn } from '#server/accounts/sign-in.ts'
import type { Deps } from '#server/deps.ts'
import { logInRequest, type DeviceSessions } from '#shared/contract/session.ts'
import { json, signedIn, type AppEnv } from './authenticated.ts'

export const sessionRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post('/', json(logInRequest), async (c) =>
      c.json(await logIn(deps, c.var.caller, c.req.valid('json')), 201),
    )
    .get('/', signedIn(deps), async (c) =>
      c.json<DeviceSessions>(await devicesOf(deps, c.var.person)),
    )
    .delete('/', signedIn(deps), async (c) => {
      await endOtherDevices(deps, c.var.person, c.var.caller)
      return c.body(null, 204)
    })
    .delete('/current', signedIn(deps), async (c) => {
      await endSession(deps, c.var.person, c.var.caller)
      return c.body(null, 204)
    })
    .delete('/:id', signedIn(deps), async (c) => {
      await endDevice(deps, c.var.person, c.var.caller, c.req.param('id'))
      return c.body(null, 204)
    })
