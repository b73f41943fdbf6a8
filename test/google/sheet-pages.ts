import { Hono } from 'hono'
import { findPerson } from './people.ts'
import type { World } from './world.ts'

/** Avatars, icons, and a spreadsheet to look at in the browser. */
export function sheetPages(world: World): Hono {
  const app = new Hono()

  app.get('/a/:file', (c) => {
    const sub = c.req.param('file').split('=')[0] ?? ''
    const person = findPerson(world.people, sub)
    if (!person) return c.notFound()
    c.header('content-type', 'image/svg+xml')
    c.header('cache-control', 'public, max-age=86400')
    c.header('access-control-allow-origin', '*')
    return c.body(
      `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96"><rect width="96" height="96" fill="${person.colour}"/><text x="48" y="65" font-family="Roboto,Arial,sans-serif" font-size="48" fill="#fff" text-anchor="middle">${person.name[0] ?? ''}</text></svg>`,
    )
  })

  return app
}
