import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export type Pages = {
  /** The address of a page: `url('night-trains.html')`. */
  url(name: string): string
  close(): Promise<void>
}

/** Serves the sample pages on this computer, on a free port. */
export async function servePages(): Promise<Pages> {
  const server = createServer((request, response) => {
    const name = /^\/([a-z-]+\.(?:html|css|svg))(?:\?.*)?$/.exec(request.url ?? '')?.[1]
    const answer = async () => {
      if (!name) return response.writeHead(404).end()
      const body = await readFile(join(import.meta.dirname, name))
      const type = TYPES[extname(name)] ?? 'text/plain'
      return response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
    }
    answer().catch(() => response.writeHead(404).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: (name) => `http://localhost:${port}/${name}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
