import { describe, expect, it } from 'vitest'
import { createLog, inRequest } from '#server/log.ts'

const TOKEN = 'ya29.a-token-of-google'

function setUp() {
  const lines: string[] = []
  const log = createLog('debug', { write: (line: string) => lines.push(line) })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

describe('the log', () => {
  it('tells what an error is and where it was thrown, not what it says', () => {
    const { log, lines, last } = setUp()
    const cause = new TypeError(`no such token ${TOKEN}\n    at ${TOKEN}`)
    const error = Object.assign(new Error(`refused ${TOKEN}`, { cause }), {
      code: 'SQLITE_CONSTRAINT',
      config: { headers: { authorization: `Bearer ${TOKEN}` } },
    })
    log.error({ err: error }, 'request failed')
    expect(lines.join('')).not.toContain(TOKEN)
    expect(last()).toMatchObject({
      msg: 'request failed',
      err: {
        type: 'Error',
        code: 'SQLITE_CONSTRAINT',
        at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
        cause: { type: 'TypeError' },
      },
    })
  })

  it('does so under whatever name the error is given', () => {
    const { log, lines } = setUp()
    log.warn({ failure: new SyntaxError(`Unexpected token in ${TOKEN}`) }, 'odd')
    expect(lines.join('')).not.toContain(TOKEN)
    expect(lines.join('')).toContain('SyntaxError')
  })

  it('takes no code of an error that may be something else', () => {
    const { log, lines } = setUp()
    log.error({ err: Object.assign(new Error('x'), { code: TOKEN }) }, 'odd')
    expect(lines.join('')).not.toContain(TOKEN)
  })

  it.each([
    { headers: { authorization: TOKEN } },
    { request: { headers: { authorization: TOKEN } } },
    { accessToken: TOKEN },
    { tokens: { refreshToken: TOKEN } },
    { input: { password: TOKEN } },
    { body: TOKEN },
  ])('leaves out what has the name of a secret: %j', (entry) => {
    const { log, lines } = setUp()
    log.info(entry, 'careless')
    expect(lines.join('')).not.toContain(TOKEN)
    expect(lines.join('')).toContain('careless')
  })

  it('has the id of the request that a line is written for', async () => {
    const { log, last } = setUp()
    await inRequest('r-1', async () => {
      await Promise.resolve()
      log.debug('within')
    })
    expect(last()).toMatchObject({ requestId: 'r-1', msg: 'within' })
    log.debug('outside')
    expect(last()).not.toHaveProperty('requestId')
  })
})
