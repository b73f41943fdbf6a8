import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkServer } from '#extension/settings/check-server.ts'
import { freshBrowser, signIn, ada } from '#test/extension/lib/fixtures.ts'
import { deadAddress } from '#test/extension/session/accounts-server.ts'

let server: Server
let url: string
let answer: { status: number; body: string }
let headers: unknown[]

beforeEach(async () => {
  await freshBrowser()
  headers = []
  server = createServer((request, response) => {
    headers.push({ path: request.url, authorization: request.headers.authorization })
    response.writeHead(answer.status).end(answer.body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
)

describe('checking an address', () => {
  it('finds a Sheetside server', async () => {
    answer = { status: 200, body: '{"status":"ok","service":"sheetside"}' }
    expect(await checkServer(url)).toBe('ok')
  })

  it.each([
    ['another service', 200, '{"status":"ok"}'],
    ['a web page', 200, '<!doctype html>'],
    ['a server that fails', 500, '{"status":"ok","service":"sheetside"}'],
  ])('is not taken in by %s', async (_, status, body) => {
    answer = { status, body }
    expect(await checkServer(url)).toBe('not_sheetside')
  })

  it('says so where nothing answers', async () => {
    expect(await checkServer(await deadAddress())).toBe('unreachable')
  })

  it('asks as nobody, even where somebody is signed in', async () => {
    await signIn(ada, { address: url })
    answer = { status: 200, body: '{}' }
    await checkServer(url)
    expect(headers).toEqual([{ path: '/healthz', authorization: undefined }])
  })
})
