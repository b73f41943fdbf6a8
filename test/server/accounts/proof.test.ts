import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { accountLinks, sessions, throttles } from '#server/db/schema.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { refusal } from '#test/server/harness.ts'
import { OTHER_PASSWORD, PASSWORD, startWithMail } from './with-mail.ts'

type WithMail = Awaited<ReturnType<typeof startWithMail>>

/** What a reset does to a session, at the moment when Argon2 works for it. */
async function throwOutDuring(server: WithMail, session: NewSession, attempt: Promise<Response>) {
  const { db } = server.deps
  const isCounted = async () =>
    (await db.select().from(throttles)).some(({ key }) => key.startsWith('proofs:'))
  await vi.waitUntil(isCounted, { interval: 0, timeout: 10_000 })
  await db.delete(sessions).where(eq(sessions.userId, session.person.id))
  return attempt
}

describe('who is thrown out while they prove who they are', () => {
  it.each([
    ['change the email', 'POST', '/api/me/email', { email: 'eve@example.com' }],
    ['delete the account', 'POST', '/api/me/deletion', {}],
    ['change the password', 'PUT', '/api/me/password', { password: OTHER_PASSWORD }],
  ])('does not %s any more', async (_, method, path, asked) => {
    const server = await startWithMail()
    const { call, deps, join, logIn } = server
    const session = await join()
    const body = { currentPassword: PASSWORD, ...asked }
    const attempt = call(method, path, { token: session.token, body })
    expect(await refusal(throwOutDuring(server, session, attempt))).toMatchObject({
      code: 'unauthenticated',
    })
    expect((await logIn()).status).toBe(201)
    expect(await deps.db.select().from(accountLinks)).toEqual([])
  })
})
