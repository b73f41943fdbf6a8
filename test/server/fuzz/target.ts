import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createApp } from '#server/app.ts'
import { throttles } from '#server/db/schema.ts'
import { text } from '#shared/cells.ts'
import { destination } from '#shared/contract/destination.ts'
import { BEN } from '#test/google/oauth/people.ts'
import { directly, startSheetside } from '#test/server/harness.ts'
import type { Route, There } from './requests.ts'

const me = z.object({ googleAccounts: z.array(z.object({ id: z.string() })) })

/**
 * A server with two people to ask as: Ada, by Google and with a spreadsheet, and another; by password,
 * where an account needs no mail.
 */
export async function startTarget(mail: { url: string } | null = null) {
  const sheetside = await startSheetside({
    env: {
      TRUST_PROXY: 'loopback',
      ...(mail && { SMTP_URL: mail.url, MAIL_FROM: 'sheetside@example.org' }),
    },
  })
  const { spreadsheetId } = await directly(sheetside).makeSheet([['Text'], ['first']])
  const tokens = { ada: '', other: '' }
  const there: There = { account: '', spreadsheetId, destination: '', send: '', tokens }
  let registered = 0

  /** Again, where a request ended the session or erased the account. */
  const signIn = async (who: keyof There['tokens']) => {
    await sheetside.deps.db.delete(throttles)
    if (who === 'other') {
      registered += 1
      const { token } = mail
        ? await sheetside.signIn({ person: BEN.email })
        : await sheetside.register(`member-${registered}@example.org`)
      there.tokens.other = token
      return
    }
    const session = await sheetside.signIn()
    there.tokens.ada = session.token
    const answer = await sheetside.call('GET', '/api/me', { token: session.token })
    const [account] = me.parse(await answer.json()).googleAccounts
    there.account = account?.id ?? (await sheetside.connect(session)).id
    await sendSomething(session.token)
  }

  const sendSomething = async (token: string) => {
    const place = { account: there.account, spreadsheetId, sheetId: 0 }
    const chosen = await sheetside.call('POST', '/api/destinations', { token, body: place })
    const { id, tableStart } = destination.parse(await chosen.json())
    const body = {
      id: randomUUID(),
      destination: { ...place, tableStart },
      rows: [[text('sent')]],
      source: { title: 'A page', url: 'https://example.com' },
    }
    await sheetside.call('POST', '/api/sends', { token, body })
    there.destination = id
    there.send = body.id
  }
  await signIn('ada')
  await signIn('other')
  return { sheetside, there, signIn, routes: routesOf(createApp(sheetside.deps)) }
}

/** Every route of the app, so that a new one is tried by itself. */
function routesOf(app: ReturnType<typeof createApp>): Route[] {
  const routes = new Map<string, Route>()
  for (const { method, path } of app.routes) {
    // Middleware is for all methods; so is the pass-through, on its own path.
    if (method === 'ALL' && !path.startsWith('/sheets/')) continue
    routes.set(`${method} ${path}`, { method: method === 'ALL' ? 'GET' : method, path })
  }
  return [...routes.values()]
}
