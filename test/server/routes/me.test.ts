import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hashOf } from '#server/vault/secrets.ts'
import { accountLinks } from '#server/db/schema.ts'
import { person } from '#shared/contract/account.ts'
import { eventsPage } from '#shared/contract/event.ts'
import { me } from '#shared/contract/me.ts'
import { newSession, type NewSession } from '#shared/contract/session.ts'
import { wireError } from '#shared/errors.ts'
import { startWithMail } from '#test/server/accounts/with-mail.ts'
import { refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

const PASSWORD = 'kelp-harbor-thimble-9'
const NEW = 'quartz-lantern-meadow-4'
const MINUTE = 60_000

const travel = (ms: number) => vi.setSystemTime(Date.now() + ms)

const logIn = ({ call }: Sheetside, password: string, email = 'reader@example.org') =>
  call('POST', '/api/sessions', { body: { email, password, device: 'Tablet' } })

const changePassword = ({ call }: Sheetside, { token }: NewSession, body: object) =>
  call('PUT', '/api/me/password', { token, body })

async function works({ call }: Sheetside, { token }: NewSession): Promise<boolean> {
  const { status } = await call('GET', '/api/me', { token })
  return status === 200
}

async function eventsOf({ call }: Sheetside, { token }: NewSession) {
  const response = await call('GET', '/api/me/events', { token })
  return eventsPage.parse(await response.json())
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('Changing the password', () => {
  it('takes the current one; from then on the new one opens the account and the old one does not', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const body = { currentPassword: PASSWORD, password: NEW }
    expect((await changePassword(sheetside, session, body)).status).toBe(204)
    expect((await logIn(sheetside, NEW)).status).toBe(201)
    expect(await refusal(logIn(sheetside, PASSWORD))).toMatchObject({ code: 'wrong_credentials' })
  })

  it('ends all other sessions of the person; their own and those of others stay', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const other = newSession.parse(await (await logIn(sheetside, PASSWORD)).json())
    const somebody = await sheetside.register('somebody@example.org')
    await changePassword(sheetside, session, { currentPassword: PASSWORD, password: NEW })
    expect(await works(sheetside, session)).toBe(true)
    expect(await works(sheetside, other)).toBe(false)
    expect(await works(sheetside, somebody)).toBe(true)
  })

  it('makes links worthless that whoever had the old one may have asked for', async () => {
    const sheetside = await startSheetside()
    const { db } = sheetside.deps
    const session = await sheetside.register()
    const expiresAt = new Date(Date.now() + 60 * MINUTE)
    for (const purpose of ['set_password', 'change_email'] as const) {
      await db.insert(accountLinks).values({
        id: hashOf(purpose),
        purpose,
        personId: session.person.id,
        email: 'thief@example.org',
        expiresAt,
      })
    }
    await changePassword(sheetside, session, { currentPassword: PASSWORD, password: NEW })
    expect(await db.select().from(accountLinks)).toEqual([])
  })

  it.each([
    ['a wrong current one', { currentPassword: 'wrong', password: NEW }, 'wrong_credentials'],
    ['none, though there is one', { password: NEW }, 'wrong_credentials'],
    [
      'a new one that is easy',
      { currentPassword: PASSWORD, password: 'password1' },
      'weak_password',
    ],
    [
      'a new one that is the email',
      { currentPassword: PASSWORD, password: 'reader@example.org' },
      'weak_password',
    ],
    ['a new one that is short', { currentPassword: PASSWORD, password: 'x7#' }, 'invalid_input'],
  ])('is refused with %s, and nothing changes', async (_, body, code) => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const other = newSession.parse(await (await logIn(sheetside, PASSWORD)).json())
    expect(await refusal(changePassword(sheetside, session, body))).toMatchObject({ code })
    expect(await works(sheetside, other)).toBe(true)
    expect((await logIn(sheetside, PASSWORD)).status).toBe(201)
  })

  it('does not take the person’s own name for a password', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { token } = session
    await sheetside.call('PATCH', '/api/me', { token, body: { name: 'Zoltanka Vyskocilova' } })
    const body = { currentPassword: PASSWORD, password: 'ZoltankaVyskocilova' }
    expect(await refusal(changePassword(sheetside, session, body))).toMatchObject({
      code: 'weak_password',
    })
  })

  it('of two at one moment is done by one', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const statuses = await Promise.all(
      [NEW, `${NEW}-b`].map(async (password) => {
        const answer = await changePassword(sheetside, session, {
          currentPassword: PASSWORD,
          password,
        })
        return answer.status
      }),
    )
    expect(new Set(statuses)).toEqual(new Set([204, 409]))
  })

  it('is told of by mail, where the server sends any', async () => {
    const sheetside = await startWithMail()
    const session = await sheetside.join()
    const body = { currentPassword: PASSWORD, password: NEW }
    expect((await changePassword(sheetside, session, body)).status).toBe(204)
    const { subject } = await sheetside.box.next(session.person.email)
    expect(subject).toBe('Your Sheetside password was changed')
  })

  it('is written down', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await changePassword(sheetside, session, { currentPassword: PASSWORD, password: NEW })
    const { events } = await eventsOf(sheetside, session)
    expect(events[0]).toMatchObject({
      kind: 'password_changed',
      device: 'Chrome on Linux',
      address: '127.0.0.1',
    })
  })
})

describe('A wrong proof', () => {
  it('may be given ten times by a device in a quarter of an hour, at one moment or in a row', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const guess = () =>
      refusal(changePassword(sheetside, session, { currentPassword: 'wrong', password: NEW }))
    const codes = (await Promise.all(Array.from({ length: 14 }, guess))).map(({ code }) => code)
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(10)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(4)

    const right = { currentPassword: PASSWORD, password: NEW }
    const refused = await changePassword(sheetside, session, right)
    expect(refused.headers.get('retry-after')).toBe('900')
    expect(wireError.parse(await refused.json())).toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 900,
    })
    const { events } = await eventsOf(sheetside, session)
    expect(events.filter(({ kind }) => kind === 'sign_ins_slowed')).toHaveLength(1)
    travel(15 * MINUTE)
    expect((await changePassword(sheetside, session, right)).status).toBe(204)
  })

  it('of a stolen session does not keep its owner from showing who they are on another', async () => {
    const sheetside = await startSheetside()
    const stolen = await sheetside.register()
    const own = newSession.parse(await (await logIn(sheetside, PASSWORD)).json())
    for (let i = 0; i < 12; i++) {
      await changePassword(sheetside, stolen, { currentPassword: 'wrong', password: NEW })
    }
    const body = { currentPassword: PASSWORD, password: NEW }
    expect((await changePassword(sheetside, own, body)).status).toBe(204)
    expect(await works(sheetside, stolen)).toBe(false)
  })
})

describe('A person without a password', () => {
  it('gets a first one within 15 minutes of a sign-in, and signs in with it', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn()
    travel(14 * MINUTE)
    expect((await changePassword(sheetside, session, { password: NEW })).status).toBe(204)
    const again = await logIn(sheetside, NEW, session.person.email)
    expect(newSession.parse(await again.json()).person).toMatchObject({
      id: session.person.id,
      hasPassword: true,
      signsInWithGoogle: true,
    })
  })

  it('is asked to sign in again later, which then does', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn()
    travel(16 * MINUTE)
    expect(await refusal(changePassword(sheetside, session, { password: NEW }))).toEqual({
      status: 403,
      code: 'sign_in_again',
    })
    const fresh = await sheetside.signIn()
    expect((await changePassword(sheetside, fresh, { password: NEW })).status).toBe(204)
  })

  it('has none to guess: whatever is given in its place counts as nothing', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn()
    travel(16 * MINUTE)
    const body = { currentPassword: 'anything', password: NEW }
    expect(await refusal(changePassword(sheetside, session, body))).toMatchObject({
      code: 'sign_in_again',
    })
  })
})

describe('The name', () => {
  it('is what the person says, until they take it back', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const rename = async (name: string | null) => {
      const answer = await sheetside.call('PATCH', '/api/me', { token, body: { name } })
      return person.parse(await answer.json()).name
    }
    expect(await rename('  Reader of Books ')).toBe('Reader of Books')
    const known = me.parse(await (await sheetside.call('GET', '/api/me', { token })).json())
    expect(known.person.name).toBe('Reader of Books')
    expect(await rename(null)).toBeNull()
  })

  it.each(['', '   ', 'x'.repeat(101), 7, 'two\nlines', '\u{202e}redaer', '\0', '\u{d800}'])(
    'is not %j',
    async (name) => {
      const sheetside = await startSheetside()
      const { token } = await sheetside.register()
      const answer = sheetside.call('PATCH', '/api/me', { token, body: { name } })
      expect(await refusal(answer)).toMatchObject({ code: 'invalid_input' })
    },
  )

  it('and the picture come from Google where the person has none', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.connect(session)
    const { token } = session
    const known = me.parse(await (await sheetside.call('GET', '/api/me', { token })).json())
    expect(known.person).toMatchObject({
      name: 'Ada Lovelace',
      picture: known.googleAccounts[0]?.picture,
    })
    expect(known.person.picture).toMatch(/^https?:/)
  })

  it('stays where the person has one', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const { token } = session
    await sheetside.call('PATCH', '/api/me', { token, body: { name: 'Reader' } })
    await sheetside.connect(session)
    const known = me.parse(await (await sheetside.call('GET', '/api/me', { token })).json())
    expect(known.person.name).toBe('Reader')
  })
})
