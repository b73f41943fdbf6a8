import { Hono } from 'hono'
import { confirmEmail } from '#server/accounts/email.ts'
import { askForLink, checkLink } from '#server/accounts/links.ts'
import { setPasswordByLink } from '#server/accounts/password-link.ts'
import { register } from '#server/accounts/sign-in.ts'
import type { Deps } from '#server/deps.ts'
import {
  confirmEmailRequest,
  linkCheck,
  linkRequest,
  registerRequest,
  setPasswordRequest,
  type CheckedLink,
  type LinkDone,
} from '#shared/contract/account.ts'
import { json, type AppEnv } from './authenticated.ts'

export const accountRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post('/', json(registerRequest), async (c) =>
      c.json(await register(deps, c.var.caller, c.req.valid('json')), 201),
    )
    .post('/links', json(linkRequest), async (c) => {
      await askForLink(deps, c.var.caller, c.req.valid('json'))
      return c.json({}, 202)
    })
    .post('/links/check', json(linkCheck), async (c) =>
      c.json<CheckedLink>(await checkLink(deps, c.req.valid('json').token)),
    )
    .post('/password', json(setPasswordRequest), async (c) =>
      c.json<LinkDone>(await setPasswordByLink(deps, c.var.caller, c.req.valid('json'))),
    )
    .post('/email', json(confirmEmailRequest), async (c) =>
      c.json<LinkDone>(await confirmEmail(deps, c.var.caller, c.req.valid('json'))),
    )
