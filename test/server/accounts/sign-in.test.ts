import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { hashPassword } from '#server/accounts/passwords.ts'
import { FIRST_PREFERENCES } from '#server/accounts/people.ts'
import { createApp } from '#server/app.ts'
import { people, sessions, throttles } from '#server/db/schema.ts'
import { hashOf } from '#server/vault/secrets.ts'
import { me } from '#shared/contract/me.ts'
import { newSession } from '#shared/contract/session.ts'
import { wireError } from '#shared/errors.ts'
import { testDeps } from '#test/server/deps.ts'

const ada = {
  email: 'ada@example.org',
  password: 'kelp-harbor-thimble-9',
  device: 'Chrome on Linux',
}

const refusal = async (response: Response | Promise<Response>) =>
  wireError.parse(await (await response).json())

function setUp() {
  const deps = testDeps()
  const app = createApp(deps)
  const call = (method: string, path: string, body?: unknown, token?: string) =>
    app.request(path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const register = async () =>
    newSession.parse(await (await call('POST', '/api/accounts', ada)).json())
  return { deps, call, register }
}

describe('creating an account', () => {
  it('signs its person in', async () => {
    const { call, register } = setUp()
    const { token, person } = await register()
    expect(person).toMatchObject({ email: ada.email, hasPassword: true })
    const known = me.parse(await (await call('GET', '/api/me', undefined, token)).json())
    expect(known).toEqual({
      person,
      googleAccounts: [],
      destinations: [],
      preferences: { theme: 'system', view: null },
    })
  })

  it('refuses an email that is taken, in whatever case it is written', async () => {
    const { call, register } = setUp()
    await register()
    const again = call('POST', '/api/accounts', { ...ada, email: ' ADA@example.org ' })
    expect(await refusal(again)).toMatchObject({ code: 'email_taken' })
  })

  it.each([
    ['password1', 'weak_password'],
    ['ada@example.org', 'weak_password'],
    ['short', 'invalid_input'],
  ])('refuses the password "%s" as %s', async (password, code) => {
    const { call } = setUp()
    const response = await call('POST', '/api/accounts', { ...ada, password })
    expect(response.status).toBe(400)
    expect(await refusal(response)).toMatchObject({ code })
  })

  it('says which field is wrong', async () => {
    const { call } = setUp()
    const response = call('POST', '/api/accounts', { ...ada, email: 'ada' })
    expect((await refusal(response)).message).toContain('email')
  })
})

describe('logging in', () => {
  it('takes the right password', async () => {
    const { call, register } = setUp()
    await register()
    const response = await call('POST', '/api/sessions', ada)
    expect(response.status).toBe(201)
    expect(newSession.parse(await response.json()).person.email).toBe(ada.email)
  })

  it('answers a wrong password and an unknown email alike', async () => {
    const { call, register } = setUp()
    await register()
    const wrong = await refusal(call('POST', '/api/sessions', { ...ada, password: 'wrong' }))
    const unknown = await refusal(
      call('POST', '/api/sessions', { ...ada, email: 'eve@example.org' }),
    )
    expect(wrong).toMatchObject({ code: 'wrong_credentials' })
    expect({ ...unknown, requestId: '' }).toEqual({ ...wrong, requestId: '' })
  })

  it('works as hard for an email that nobody has, so that time does not tell either', async () => {
    const { deps, call, register } = setUp()
    await register()
    const google = { email: 'ben@example.org', preferences: FIRST_PREFERENCES }
    await deps.db.insert(people).values({ id: 'ben', createdAt: new Date(), ...google })
    const work = async (email: string) => {
      const before = process.cpuUsage()
      await call('POST', '/api/sessions', { ...ada, email, password: 'wrong' })
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    /** Of several, since whatever else this process does only adds to it. */
    const least = async (email: string) => {
      const all = []
      for (let i = 0; i < 5; i++) all.push(await work(email))
      return Math.min(...all)
    }
    const known = await least(ada.email)
    // Without a hash to look at it would be a small part of it.
    expect(await least('eve@example.org')).toBeGreaterThan(known / 2)
    expect(await least(google.email)).toBeGreaterThan(known / 2)
  })
})

describe('logging in at a bad moment', () => {
  it('with the old password, while it is changed, leaves no session behind', async () => {
    const { deps, call, register } = setUp()
    const { person } = await register()
    const passwordHash = await hashPassword('quartz-lantern-meadow-4')
    const before = await deps.db.select().from(throttles)
    const attempt = call('POST', '/api/sessions', ada)
    // Once the guess is counted, Argon2 is at work on the old password.
    await vi.waitUntil(
      async () => (await deps.db.select().from(throttles)).length > before.length,
      { interval: 0 },
    )
    await deps.db.delete(sessions).where(eq(sessions.userId, person.id))
    await deps.db.update(people).set({ passwordHash }).where(eq(people.id, person.id))
    expect(await refusal(attempt)).toMatchObject({ code: 'wrong_credentials' })
    expect(await deps.db.select().from(sessions)).toEqual([])
  })

  it('to an account that is being deleted is no failure of the server', async () => {
    const { deps, call, register } = setUp()
    const { person } = await register()
    const before = await deps.db.select().from(throttles)
    const attempt = call('POST', '/api/sessions', ada)
    await vi.waitUntil(
      async () => (await deps.db.select().from(throttles)).length > before.length,
      { interval: 0 },
    )
    await deps.db.delete(people).where(eq(people.id, person.id))
    expect(await refusal(attempt)).toMatchObject({ code: 'unauthenticated' })
  })
})

describe('a session', () => {
  it('is known to the database by the hash of its token alone', async () => {
    const { deps, register } = setUp()
    const { token } = await register()
    const [row] = await deps.db.select().from(sessions)
    expect(row).toMatchObject({ id: hashOf(token), device: ada.device })
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('ends when its person signs out, and no other with it', async () => {
    const { call, register } = setUp()
    const { token } = await register()
    const other = newSession.parse(await (await call('POST', '/api/sessions', ada)).json())
    expect((await call('DELETE', '/api/sessions/current', undefined, token)).status).toBe(204)
    expect(await refusal(call('GET', '/api/me', undefined, token))).toMatchObject({
      code: 'unauthenticated',
    })
    expect((await call('GET', '/api/me', undefined, other.token)).status).toBe(200)
  })

  it('is asked for by every route that is about a person', async () => {
    const { call } = setUp()
    for (const [method, path] of [
      ['GET', '/api/me'],
      ['PATCH', '/api/preferences'],
      ['PATCH', '/api/me'],
      ['PUT', '/api/me/password'],
      ['GET', '/api/me/events'],
      ['GET', '/api/me/export'],
      ['POST', '/api/me/deletion'],
      ['GET', '/api/sessions'],
      ['DELETE', '/api/sessions'],
      ['DELETE', '/api/sessions/current'],
      ['DELETE', '/api/sessions/7'],
      ['GET', '/api/files'],
      ['POST', '/api/destinations'],
      ['POST', '/api/sends'],
      ['GET', '/sheets/v4/spreadsheets/1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc'],
    ] as const) {
      const response = await call(method, path, method === 'GET' ? undefined : {})
      expect([path, response.status]).toEqual([path, 401])
      const wrong = await call(method, path, method === 'GET' ? undefined : {}, 'not-a-token')
      expect([path, wrong.status]).toEqual([path, 401])
    }
  })
})

describe('preferences', () => {
  it('change only where the patch says so', async () => {
    const { call, register } = setUp()
    const { token } = await register()
    const view = { account: 'a', spreadsheetId: 's', sheetId: 0 }
    await call('PATCH', '/api/preferences', { view }, token)
    const response = await call('PATCH', '/api/preferences', { theme: 'dark' }, token)
    expect(await response.json()).toEqual({ theme: 'dark', view })
  })
})
