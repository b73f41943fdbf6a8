import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { KNOB_PAGES, type KnobPage } from './table.ts'
import type { Knobs } from './knobs.ts'
import type { World } from '#test/google/world.ts'

/** The knobs over HTTP, under `/_local`, for other processes on this computer. */
export function knobPages(world: World, knobs: Knobs): Hono {
  const app = new Hono()
  app.onError((error, c) => c.json({ error: wordsFor(error) }, 400))
  app.get('/', (c) => c.json({ knobs: KNOB_PAGES.map(describe) }))
  for (const page of KNOB_PAGES) {
    app.on(page.method, page.path, async (c) => {
      const input = page.method === 'POST' ? await readJson(c) : c.req.query()
      return c.json((await page.run(knobs, input, world)) ?? {})
    })
  }
  app.all('*', (c) => c.json({ error: `No knob ${c.req.path}. GET /_local lists them.` }, 404))
  return app
}

function describe({ method, path, about, takes }: KnobPage): object {
  const parameters = { ...z.toJSONSchema(takes, { io: 'input' }), $schema: undefined }
  return { method, path: `/_local${path}`, about, parameters }
}

async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('The body is not JSON.')
  }
}

function wordsFor(error: Error): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : error.message
}
