import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { usage } from '#test/google/usage.ts'

/** What sending bytes costs by itself: a server that does nothing else. `node bare-server.ts FILE` */
const bytes = new Uint8Array(readFileSync(process.argv[2] ?? ''))

const app = new Hono()
app.get('/bytes', (c) => c.body(bytes, 200, { 'content-type': 'application/json' }))
app.get('/_local/usage', (c) => c.json(usage()))

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.stdout.write(
    `${JSON.stringify({ url: `http://127.0.0.1:${String(port)}`, token: '' })}\n`,
  )
})
