import { describe, expect, it } from 'vitest'
import { explain } from '#extension/ui/explain.ts'
import { clientErrorCodes, SheetsideError, statusOf, type ErrorCode } from '#shared/errors.ts'

const serverCodes = Object.keys(statusOf) as (keyof typeof statusOf)[]
const codes: ErrorCode[] = [...serverCodes, ...clientErrorCodes]

function fixAfter(retryAfterSeconds?: number): string {
  return explain(new SheetsideError('rate_limited', '', { retryAfterSeconds })).fix
}

describe('a failure, explained', () => {
  it.each(codes)('%s says what happened, why, and what to do', (code) => {
    const { title, why, fix, remedy } = explain(new SheetsideError(code, 'The particular reason.'))
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(why).toMatch(/\.$/)
    expect(fix === '' ? remedy : fix).not.toBe('none')
  })

  it('has words of its own for each code', () => {
    const titles = codes.map((code) => explain({ code, message: '' }).title)
    expect(new Set(titles).size).toBe(codes.length)
  })

  it('gives the reason of the server where only the server knows it', () => {
    const weak = explain(new SheetsideError('weak_password', 'This is a common password.'))
    expect(weak.why).toBe('This is a common password.')
    const down = explain(new SheetsideError('server_unreachable', 'Nothing at http://localhost:1.'))
    expect(down).toMatchObject({ why: 'Nothing at http://localhost:1.', remedy: 'open_options' })
  })

  it('says how long to wait where the server says so', () => {
    expect(fixAfter(45)).toContain('45 seconds')
    expect(fixAfter(600)).toContain('10 minutes')
    expect(fixAfter()).toContain('a minute')
  })

  it('takes what was kept of a failure as well as the failure itself', () => {
    const kept = { code: 'sheet_forbidden', message: 'No.' }
    expect(explain(kept)).toEqual(explain(new SheetsideError('sheet_forbidden', 'No.')))
  })

  it('is calm about what the person did themselves', () => {
    expect(explain({ code: 'sign_in_cancelled', message: '' }).tone).toBe('info')
  })

  it('names the request where whoever runs the server has to look for it', () => {
    const detail = { requestId: 'r-1' }
    expect(explain(new SheetsideError('internal', '', detail)).requestId).toBe('r-1')
    expect(explain(new SheetsideError('email_taken', '', detail)).requestId).toBeNull()
  })

  it.each([
    ['a thrown error', new TypeError('x is undefined')],
    ['a thrown string', 'no'],
    ['nothing', undefined],
    ['a code that does not exist', { code: 'teapot', message: '' }],
  ])('owns up to %s, and shows none of its text', (_, thrown) => {
    const { code, title, why } = explain(thrown)
    expect(code).toBe('internal')
    expect(title).toBe('Something went wrong in Sheetside')
    expect(why).not.toContain('undefined')
  })
})
