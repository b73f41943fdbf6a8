import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SEND_BYTES } from '#shared/limits.ts'
import { refusal, startSheetside } from '#test/server/harness.ts'

/** A connection to the server on which anything can be said, and all that came back until it closed. */
function raw(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  let answered = ''
  socket.on('data', (bytes: Buffer) => (answered += String(bytes)))
  socket.on('error', () => {})
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(answered)))
  return { socket, closed, answered: () => answered }
}

const QUICK = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 }

/** Who is still sending may lose the answer to the reset. */
const GIVEN_UP = /^(HTTP\/1\.1 408 |$)/

describe('a slow client', () => {
  it('that never ends its headers is given up', async () => {
    const { url, call } = await startSheetside({ limits: QUICK })
    const { socket, closed } = raw(url)
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
    const drip = setInterval(() => socket.write('a'), 50)
    onTestFinished(() => clearInterval(drip))
    expect(await closed).toMatch(GIVEN_UP)
    expect((await call('GET', '/healthz')).status).toBe(200)
  })

  it('that never ends its body is given up', async () => {
    const { url, call, logged } = await startSheetside({ limits: QUICK })
    const { socket, closed } = raw(url)
    const head = [
      'POST /api/sessions HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
    ]
    socket.write(`${[...head, 'Content-Length: 10000'].join('\r\n')}\r\n\r\n{"email":"`)
    const drip = setInterval(() => socket.write('a'), 50)
    onTestFinished(() => clearInterval(drip))
    expect(await closed).toMatch(GIVEN_UP)
    await expect.poll(() => logged.join('')).toContain('the client hung up')
    expect((await call('GET', '/healthz')).status).toBe(200)
  })
})

describe('what is no request', () => {
  it.each([
    ['a Host that is none', 'GET /healthz HTTP/1.1\r\nHost: a b/c?d\r\n\r\n', 400],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['an address that is too long', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['bytes of another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ])('is refused: %s', async (_what, bytes, status) => {
    const { url, call } = await startSheetside()
    const { socket, answered } = raw(url)
    socket.write(Buffer.from(bytes, 'latin1'))
    await expect.poll(answered).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answered()).not.toMatch(/Error|at .*:\d/)
    expect((await call('GET', '/healthz')).status).toBe(200)
  })
})

describe('a body that is too large', () => {
  const large = { email: 'a'.repeat(70_000) }

  it('is refused by its length, whoever sends it', async () => {
    const { call } = await startSheetside()
    expect(await refusal(call('POST', '/api/sessions', { body: large }))).toEqual({
      status: 413,
      code: 'too_large',
    })
  })

  it('is refused where its length is not told', async () => {
    const { url } = await startSheetside()
    const pieces = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('a'.repeat(10_000))),
    })
    const answer = fetch(`${url}/api/sessions`, {
      method: 'POST',
      body: pieces,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as RequestInit)
    expect(await refusal(answer)).toEqual({ status: 413, code: 'too_large' })
  })

  it.each([
    ['a send’s', 'POST', '/api/sends'],
    ['a batch’s', 'POST', '/api/sends/batch'],
    ['an undo’s', 'POST', '/api/sends/x/undo'],
    ['a destination’s', 'PATCH', '/api/destinations/x'],
    ['that of links to look up', 'POST', '/api/destinations/x/matches'],
  ])('is %s to have, up to 2 MB', async (_what, method, path) => {
    const { call } = await startSheetside()
    const { token } = await register(call)
    const send = (length: number) => {
      const long = 'a'.repeat(length)
      const body = { id: long, chosen: long, templates: long, links: [long] }
      return refusal(call(method, path, { token, body }))
    }
    expect(await send(450_000)).toEqual({ status: 400, code: 'invalid_input' })
    expect(await send(600_000)).toEqual({ status: 413, code: 'too_large' })
  })

  it('is a batch’s to have beyond that by as much as stands around its largest send', async () => {
    const { call } = await startSheetside()
    const { token } = await register(call)
    const send = (bytes: number) => {
      const empty = JSON.stringify({ id: '' }).length
      const body = { sends: [{ id: 'a'.repeat(bytes - empty) }] }
      return refusal(call('POST', '/api/sends/batch', { token, body }))
    }
    expect(await send(SEND_BYTES)).toEqual({ status: 400, code: 'invalid_input' })
    expect(await send(SEND_BYTES + 1024)).toEqual({ status: 413, code: 'too_large' })
  })

  it('does not keep a client from reading why it was refused, however slowly it sends', async () => {
    const { url } = await startSheetside()
    const { socket, answered } = raw(url)
    const head = ['POST /api/sends HTTP/1.1', 'Host: localhost', 'Content-Type: application/json']
    socket.write(`${[...head, 'Content-Length: 1900000'].join('\r\n')}\r\n\r\n`)
    for (let sent = 0; sent < 1_900_000; sent += 100_000) {
      socket.write('a'.repeat(100_000))
      // Slower than what is read away in half a second.
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await expect.poll(answered).toMatch(/^HTTP\/1\.1 401 [^]*"unauthenticated"/)
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await expect.poll(answered).toContain('"status":"ok"')
  })
})

async function register(call: Awaited<ReturnType<typeof startSheetside>>['call']) {
  const body = { email: 'a@example.org', password: 'kelp-harbor-thimble-9', device: 'x' }
  return (await (await call('POST', '/api/accounts', { body })).json()) as { token: string }
}
