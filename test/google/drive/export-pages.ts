import { Hono, type Context } from 'hono'
import { roleOf } from './access.ts'
import { exportSheet } from './export.ts'
import { atLeast } from './permission.ts'
import { ANYONE } from '#test/google/http/api-key.ts'
import { tokenOf } from '#test/google/http/gate.ts'
import { READ_SHEETS } from '#test/google/oauth/scopes.ts'
import type { World } from '#test/google/world.ts'

/**
 * The addresses behind `exportLinks`, and those that clients make of a spreadsheet's own address:
 * `/spreadsheets/d/ID/export?format=csv&gid=0`.
 */
export function exportPages(world: World): Hono {
  const app = new Hono()
  app.get('/spreadsheets/export', (c) =>
    answer(world, c, c.req.query('id') ?? '', c.req.query('exportFormat') ?? 'xlsx'),
  )
  app.get('/spreadsheets/d/:id/export', (c) =>
    answer(world, c, c.req.param('id'), c.req.query('format') ?? 'xlsx'),
  )
  return app
}

/** @param format as `exportLinks` have it; text is of the sheet that `gid` names, or the first. */
function answer(world: World, c: Context, id: string, format: string): Response {
  const file = world.files.find(id)
  if (!file) return c.text('Not Found', 404)
  const access = world.tokens.liveAccess(tokenOf(c) ?? '')
  const asking = access && { world, access, operation: { scopes: READ_SHEETS } }
  const role = asking ? roleOf(asking, file) : world.files.roleOf(file, ANYONE)
  if (role === null) return c.text('Unauthorized', 401)
  const open = !file.copyRequiresWriterPermission || atLeast(role, 'writer')
  if (!open) return c.text('Forbidden', 403)
  const gid = c.req.query('gid')
  const sheet =
    gid === undefined
      ? file.book.sheets[0]
      : file.book.sheets.find(({ properties }) => String(properties.sheetId) === gid)
  if (!sheet) return c.text('Bad Request', 400)
  const text = exportSheet(file, sheet, format, world.now())
  const name = `${file.name} - ${sheet.properties.title}.${format}`
  c.header('content-type', format === 'csv' ? 'text/csv' : 'text/tab-separated-values')
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  return c.body(text)
}
