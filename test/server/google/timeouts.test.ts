import { expect, it } from 'vitest'
import { comeBack, directly, refusal, startSheetside } from '#test/server/harness.ts'

/** Google's answer that never comes. */
const hang = { kind: 'hang', times: 1 } as const

it('no call of Google’s is waited for without end', { timeout: 90_000 }, async () => {
  const sheetside = await startSheetside()
  const { google, call } = sheetside
  const { token } = await sheetside.signIn()
  const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])

  // A sign-in that finds no code exchange, and on a server that has no keys yet, no keys.
  const flow = await sheetside.begin('sign_in')
  google.addFault({ on: 'token.code', ...hang })
  const other = await startSheetside()
  const withoutKeys = await other.begin('sign_in')
  other.google.addFault({ on: 'certs', ...hang })
  google.addFault({ on: 'files.list', ...hang })
  google.addFault({ on: 'values.get', ...hang })

  const path = `/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`
  const [exchange, keys, list, passed] = await Promise.all([
    comeBack(flow),
    comeBack(withoutKeys),
    refusal(call('GET', '/api/files', { token })),
    call('GET', path, { token }),
  ])
  expect(exchange.searchParams.get('error')).toBe('google_timeout')
  expect(keys.searchParams.get('error')).toBe('google_timeout')
  expect(list).toEqual({ status: 504, code: 'google_timeout' })
  expect(passed.status).toBe(504)
})
