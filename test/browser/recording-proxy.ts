import { once } from 'node:events'
import { createServer, request as forward, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** One request and its answer as they went over the wire, bodies decoded to text. */
export type Exchange = {
  method: string
  /** Path and query. */
  url: string
  requestHeaders: string
  requestBody: string
  status: number
  responseHeaders: string
  responseBody: string
}

export type RecordingProxy = {
  url: string
  exchanges: Exchange[]
  /** While true, connections are dropped as if nothing listened. */
  refuse(refusing: boolean): void
  close(): Promise<void>
}

const DECODERS: Record<string, (body: Buffer) => Buffer> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** Stands between browser and server and keeps all that passes. */
export async function startRecordingProxy(
  port: number,
  target: { port: number },
): Promise<RecordingProxy> {
  const exchanges: Exchange[] = []
  let refusing = false

  const proxy = createServer((incoming, outgoing) => {
    if (refusing) {
      incoming.socket.destroy()
      return
    }
    const requestBody: Buffer[] = []
    const onward = forward(
      {
        host: '127.0.0.1',
        port: target.port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      (answer) => {
        const responseBody: Buffer[] = []
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
        answer.on('data', (chunk: Buffer) => responseBody.push(chunk))
        answer.on('end', () => {
          exchanges.push({
            method: incoming.method ?? '',
            url: incoming.url ?? '',
            requestHeaders: JSON.stringify(incoming.headers),
            requestBody: Buffer.concat(requestBody).toString(),
            status: answer.statusCode ?? 0,
            responseHeaders: JSON.stringify(answer.headers),
            responseBody: decoded(answer, Buffer.concat(responseBody)),
          })
        })
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => incoming.socket.destroy())
    incoming.on('data', (chunk: Buffer) => requestBody.push(chunk))
    incoming.pipe(onward)
  })
  proxy.listen(port, '127.0.0.1')
  await once(proxy, 'listening')

  return {
    url: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    exchanges,
    refuse(next) {
      refusing = next
      if (next) proxy.closeAllConnections()
    },
    async close() {
      proxy.closeAllConnections()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

function decoded(answer: IncomingMessage, body: Buffer): string {
  if (body.length === 0) return ''
  const decode = DECODERS[answer.headers['content-encoding'] ?? '']
  return (decode ? decode(body) : body).toString()
}
