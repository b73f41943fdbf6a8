import type { LocalGoogle } from './server.ts'

export type Answer = { status: number; headers: Headers; body: unknown; text: string }

/** A plain fetch of a path of the local Google as its first person, without any client library. */
export async function callGoogle(
  google: Pick<LocalGoogle, 'url' | 'token'>,
  path: string,
  given: {
    method?: string
    body?: unknown
    /** null sends none. */
    token?: string | null
    headers?: Record<string, string>
  } = {},
): Promise<Answer> {
  const token = given.token === undefined ? google.token : given.token
  const form = given.body instanceof URLSearchParams
  const response = await fetch(google.url + path, {
    method: given.method ?? (given.body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(given.body === undefined || form ? {} : { 'content-type': 'application/json' }),
      ...given.headers,
    },
    ...(given.body === undefined
      ? {}
      : { body: form ? (given.body as URLSearchParams) : JSON.stringify(given.body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parse(text), text }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A spreadsheet of one empty sheet, `Sheet1` with id 0, 1000 rows by 26 columns. */
export async function newSpreadsheet(
  google: Pick<LocalGoogle, 'url' | 'token'>,
  title = 'A test',
): Promise<string> {
  const sheets = [{ properties: { sheetId: 0, title: 'Sheet1' } }]
  const { body } = await callGoogle(google, '/v4/spreadsheets', {
    body: { properties: { title }, sheets },
  })
  return (body as { spreadsheetId: string }).spreadsheetId
}
