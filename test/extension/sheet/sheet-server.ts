import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import { parseRange } from '#shared/a1.ts'
import { CODE_HEADER } from '#shared/contract/sheet.ts'

/** A tab whose cells say where they are. Change it between reads. */
export type TabOnServer = { title: string; rowCount: number; columnCount: number }

/** A server that speaks Google's two reads for one tab, over real HTTP, and notes what it was asked. */
export async function startSheetServer(tab: TabOnServer) {
  const asked: string[] = []
  const app = new Hono()
    .get('/sheets/v4/spreadsheets/:id', (c) => {
      asked.push('spreadsheet')
      const { title, ...grid } = tab
      return c.json({
        spreadsheetId: c.req.param('id'),
        spreadsheetUrl: 'https://docs.google.com/spreadsheets/d/x/edit',
        properties: { title: 'Book' },
        sheets: [
          {
            properties: { sheetId: 7, title, index: 0, sheetType: 'GRID', gridProperties: grid },
          },
        ],
      })
    })
    .get('/sheets/v4/spreadsheets/:id/values/:range', (c) => {
      const range = decodeURIComponent(c.req.param('range'))
      asked.push(range)
      const cells = parseRange(range)
      if (!cells || !range.startsWith(`'${tab.title}'!`) || cells.endRow > tab.rowCount) {
        c.header(CODE_HEADER, 'invalid_input')
        return c.json({ error: { code: 400, message: `Unable to parse range: ${range}` } }, 400)
      }
      const values = Array.from({ length: cells.endRow - cells.startRow }, (_, row) => [
        `row ${cells.startRow + row + 1}`,
      ])
      return c.json({ range, majorDimension: 'ROWS', values })
    })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: () => new Promise<void>((stopped) => void server.close(() => stopped())),
  }
}
