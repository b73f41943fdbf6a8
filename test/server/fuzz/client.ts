import { once } from 'node:events'
import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'

export type Sent = {
  method: string
  /** As it goes into the request line. */
  target: string
  headers: Record<string, string>
  body: string | Uint8Array | undefined
}
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

/** A client that sends what it is told to, where `fetch` would put it right first. */
export function plainClient(url: string) {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())

  const send = async (sent: Sent): Promise<Answer> => {
    const { method, target, headers, body } = sent
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const asking = request({
      agent,
      hostname,
      port,
      method,
      path: target,
      headers: { ...headers, ...length },
    })
    const answered = once(asking, 'response') as Promise<[IncomingMessage]>
    asking.end(body)
    const [response] = await answered.catch((error: unknown) => {
      // It was closed behind the answer before, with a body that nobody wanted: any client asks again.
      if (asking.reusedSocket) return [null] as const
      throw error
    })
    if (response === null) return send(sent)
    const pieces: Buffer[] = []
    for await (const piece of response) pieces.push(piece as Buffer)
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      text: Buffer.concat(pieces).toString(),
    }
  }
  return send
}
