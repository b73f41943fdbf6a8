import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSpreadsheet } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

/** The parts of an answer: their own headers and what they hold. */
async function batch(path: string, calls: string[], token = google.token) {
  const parts = calls.map(
    (call, index) =>
      `--==b\r\nContent-Type: application/http\r\nContent-ID: <ids + ${String(index + 1)}>\r\n\r\n${call}\r\n`,
  )
  const response = await fetch(google.url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'multipart/mixed; boundary="==b"',
    },
    body: `${parts.join('')}--==b--`,
  })
  const text = await response.text()
  const boundary = /boundary=(\S+)/.exec(response.headers.get('content-type') ?? '')?.[1] ?? ''
  return { status: response.status, text, answers: text.split(`--${boundary}`).slice(1, -1) }
}

function call(method: string, path: string, body?: object): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  return `${method} ${path} HTTP/1.1\r\nContent-Type: application/json\r\nHost: www.googleapis.com\r\n\r\n${text}`
}

describe('several calls in one request', () => {
  it('are answered each by itself, in their order [D]', async () => {
    const id = await newSpreadsheet(google, 'Batched')
    const { status, answers } = await batch('/batch/drive/v3', [
      call('POST', `/drive/v3/files/${id}/permissions?fields=id,role`, {
        type: 'user',
        role: 'reader',
        emailAddress: 'ben@gmail.com',
      }),
      call('GET', `/drive/v3/files/${id}/permissions?fields=permissions(role)`),
      call('GET', '/drive/v3/files/NotThere'),
      call('DELETE', `/drive/v3/files/${id}`),
    ])
    expect(status).toBe(200)
    const seen = answers.map((answer) => [
      /Content-ID: (.+)\r/.exec(answer)?.[1],
      Number(/HTTP\/1.1 (\d+)/.exec(answer)?.[1]),
    ])
    expect(seen).toEqual([
      ['<response-ids + 1>', 200],
      ['<response-ids + 2>', 200],
      ['<response-ids + 3>', 404],
      ['<response-ids + 4>', 204],
    ])
    expect(answers[1]).toContain('"role": "reader"')
    expect(answers[2]).toContain('File not found: NotThere.')
  })

  it('may be of Sheets, with letters of all kinds', async () => {
    const id = await newSpreadsheet(google)
    const path = `/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`
    const { answers } = await batch('/batch', [call('PUT', path, { values: [['Grüße 🎈']] })])
    expect(answers).toHaveLength(1)
    expect(google.cells(id, 'A1')).toEqual([['Grüße 🎈']])
  })

  it('are refused one by one for a dead token', async () => {
    const { status, answers } = await batch(
      '/batch/drive/v3',
      [call('GET', '/drive/v3/files')],
      'x',
    )
    expect(status).toBe(200)
    expect(answers[0]).toContain('HTTP/1.1 401')
  })

  it('spoil no other when one cannot be read', async () => {
    const { status, answers } = await batch('/batch/drive/v3', [
      call('GET', '/drive/v3/files/%ZZ'),
      call('GET', '/drive/v3/files').replace('Host', 'H(st'),
      call('GET', '/drive/v3/files').replace('json', 'js☃n'),
      call('GET', '/drive/v3/about?fields=kind'),
    ])
    expect(status).toBe(200)
    expect(answers.map((answer) => /HTTP\/1.1 (\d+)/.exec(answer)?.[1])).toEqual([
      '400',
      '400',
      '400',
      '200',
    ])
  })

  it('are calls of an API, at most a hundred [D]', async () => {
    const { answers } = await batch('/batch', [
      call('GET', '/_local/state'),
      call('POST', '/upload/drive/v3/files?uploadType=media', {}),
    ])
    expect(answers.map((answer) => /HTTP\/1.1 (\d+)/.exec(answer)?.[1])).toEqual(['400', '400'])
    const many = Array.from({ length: 101 }, () => call('GET', '/drive/v3/about?fields=kind'))
    expect((await batch('/batch/drive/v3', many)).status).toBe(400)
    expect((await batch('/batch/drive/v3', [])).status).toBe(400)
  })
})
