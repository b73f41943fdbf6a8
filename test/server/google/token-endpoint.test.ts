import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exchangeCode, refreshAccess } from '#server/google/token-endpoint.ts'
import { testDeps } from '#test/server/deps.ts'

/** Something on this machine in the place of Google. */
async function standIn(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answering = (status: number, body: object) =>
  standIn((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })

const TOKENS = { access_token: 'ya29.x', expires_in: 3599, token_type: 'Bearer' }

async function askAt(endpoint: string) {
  return exchangeCode(testDeps({ GOOGLE_ENDPOINT: endpoint }), '4/code', 'verifier')
}

describe('the token endpoint', () => {
  it('is sent the client’s secret and the code, but no place that it points to', async () => {
    let asked = 0
    const elsewhere = await standIn((_request, response) => {
      asked += 1
      response.end()
    })
    const endpoint = await standIn((_request, response) => {
      response.writeHead(307, { location: `${elsewhere}/token` }).end()
    })
    await expect(askAt(endpoint)).rejects.toMatchObject({ why: { kind: 'unavailable' } })
    expect(asked).toBe(0)
  })

  it('is asked once, though it fails: a code whose answer was lost would be spent', async () => {
    let asked = 0
    const endpoint = await standIn((_request, response) => {
      asked += 1
      response.writeHead(503).end()
    })
    await expect(askAt(endpoint)).rejects.toMatchObject({ why: { kind: 'unavailable' } })
    expect(asked).toBe(1)
  })

  it.each([
    ['another type of token', { ...TOKENS, token_type: 'DPoP' }],
    ['no lifetime', { access_token: 'ya29.x', token_type: 'Bearer' }],
    ['no token', { ...TOKENS, access_token: '' }],
  ])('that answers with %s is not believed', async (_what, body) => {
    const going = askAt(await answering(200, body))
    await expect(going).rejects.toMatchObject({ why: { kind: 'unavailable' } })
  })

  it.each([429, 408, 500, 503])(
    'does not end a grant with a %i, whatever it says',
    async (status) => {
      const endpoint = await answering(status, { error: 'invalid_grant' })
      const going = refreshAccess(testDeps({ GOOGLE_ENDPOINT: endpoint }), '1//token', null)
      await expect(going).rejects.toMatchObject({ why: { kind: 'unavailable' } })
    },
  )

  it.each(['internal_failure', 'server_error', 'temporarily_unavailable'])(
    'that says %s has trouble of its own, though it blames the request',
    async (error) => {
      const going = askAt(await answering(400, { error }))
      await expect(going).rejects.toMatchObject({ why: { kind: 'unavailable' } })
    },
  )

  it('repeats nothing secret in what it throws', async () => {
    const endpoint = await answering(400, { error: 'invalid_grant', error_description: '4/code' })
    const error: unknown = await askAt(endpoint).catch((reason: unknown) => reason)
    expect(String(error)).toBe('TokenError: invalid_grant')
    expect(JSON.stringify(error)).not.toMatch(/4\/code|secret|verifier/)
  })

  it('may leave out which scopes and what refresh token: then those that are known stay', async () => {
    const tokens = await askAt(await answering(200, TOKENS))
    expect(tokens).toMatchObject({ scopes: null, refreshToken: null, boundTo: null })
  })
})
