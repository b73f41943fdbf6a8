import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { columnName } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { StoredFile } from '#test/google/drive/files.ts'
import {
  calculate,
  type Calculation,
  type ShownCell,
} from '#test/google/sheets/formulas/calculation.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import type { Html } from '#test/google/oauth/pages.ts'
import { findPerson } from '#test/google/oauth/people.ts'
import { SHEET_SCRIPT, SHEET_STYLE } from './style.ts'
import type { World } from '#test/google/world.ts'

/** Rows that one page of a spreadsheet shows. */
const ROWS = 200
const COLUMNS = 26

/** Avatars, the icon of spreadsheets, and a spreadsheet to look at in the browser. */
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
      `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96"><rect width="96" height="96" fill="${person.colour}"/><text x="48" y="65" font-family="Roboto,Arial,sans-serif" font-size="48" fill="#fff" text-anchor="middle">${person.name.slice(0, 1)}</text></svg>`,
    )
  })

  app.get('/icons/spreadsheet.svg', (c) => {
    c.header('content-type', 'image/svg+xml')
    c.header('cache-control', 'public, max-age=86400')
    return c.body(ICON)
  })

  app.get('/spreadsheets/d/:id/edit', (c) => {
    const file = world.files.find(c.req.param('id'))
    if (!file) return c.html(missingPage(), 404)
    const tabs = file.book.sheets.filter(({ properties }) => properties.hidden !== true)
    const gid = Number(c.req.query('gid'))
    const wanted = tabs.find(({ properties }) => properties.sheetId === gid)
    const sheet = (c.req.query('gid') === undefined ? undefined : wanted) ?? tabs[0]
    if (!sheet) return c.html(missingPage(), 404)
    const from = Math.max(0, Math.floor(Number(c.req.query('from') ?? 0) / ROWS) * ROWS || 0)
    return c.html(sheetPage(calculate(file.book, world.now()), file, tabs, sheet, from))
  })
  return app
}

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><rect x="4" y="2" width="16" height="20" rx="2.5" fill="#188038"/><path d="M7.5 8.5h9v8h-9zM7.5 12.5h9M12 8.5v8" fill="none" stroke="#fff" stroke-width="1.4"/></svg>'

function page(title: string, content: Html, script = ''): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/icons/spreadsheet.svg" />
        <style>
          ${raw(SHEET_STYLE)}
        </style>
      </head>
      <body>
        ${content}
        ${
          script === ''
            ? ''
            : html`<script>
                ${raw(script)}
              </script>`
        }
      </body>
    </html>`
}

function missingPage(): Html {
  return page(
    'Not found – local Google',
    html`<main class="missing">
      <h1>This file does not exist</h1>
      <p>
        The local Google keeps its spreadsheets in memory: after a restart only those of the start
        are there.
      </p>
    </main>`,
  )
}

function sheetPage(
  calculation: Calculation,
  file: StoredFile,
  tabs: readonly Sheet[],
  sheet: Sheet,
  from: number,
): Html {
  const { grid, properties } = sheet
  const until = Math.min(from + ROWS, grid.rowCount)
  const width = Math.min(grid.columnCount, COLUMNS)
  const columns = Array.from({ length: width }, (_, column) => column)
  const gid = String(properties.sheetId)
  return page(
    `${file.name} – local Google`,
    html`<header>
        ${raw(ICON)}
        <h1>${file.name}</h1>
        <span class="badge">View only · local Google</span>
        <span class="owner">Owner: ${file.owner.name}</span>
      </header>
      <div class="grid" tabindex="0" role="region" aria-label="Cells of ${properties.title}">
        <table data-gid="${gid}" data-from="${from}" data-until="${until}" data-step="${ROWS}">
          <colgroup>
            <col class="numbers" />
            ${columns.map(
              (column) =>
                html`<col
                  style="width:${String(sheet.columns.get(column)?.pixelSize ?? 100)}px"
                />`,
            )}
          </colgroup>
          <thead>
            <tr>
              <th aria-label="Row"></th>
              ${columns.map((column) => html`<th scope="col">${columnName(column)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${Array.from({ length: until - from }, (_, offset) =>
              rowOf(calculation, sheet, from + offset, columns),
            )}
          </tbody>
        </table>
      </div>
      <footer>
        <nav aria-label="Sheets">${tabs.map((tab) => tabLink(tab, tab === sheet))}</nav>
        <span class="window">
          ${
            from > 0 ? html`<a href="?gid=${gid}&from=${String(from - ROWS)}">Earlier rows</a>` : ''
          }
          <span>Rows ${String(from + 1)}–${String(until)} of ${String(grid.rowCount)}</span>
          ${
            until < grid.rowCount
              ? html`<a href="?gid=${gid}&from=${String(until)}">Later rows</a>`
              : ''
          }
        </span>
      </footer>`,
    SHEET_SCRIPT,
  )
}

function byte(part: number): string {
  return String(Math.round(part * 255))
}

function tabLink({ properties }: Sheet, current: boolean): Html {
  const { rgbColor = {} } = (properties.tabColorStyle ?? {}) as {
    rgbColor?: { red?: number; green?: number; blue?: number }
  }
  const { red = 0, green = 0, blue = 0 } = rgbColor
  const colour = properties.tabColorStyle
    ? `--tab:rgb(${byte(red)} ${byte(green)} ${byte(blue)})`
    : ''
  return html`<a
    class="tab"
    href="?gid=${String(properties.sheetId)}#gid=${String(properties.sheetId)}"
    style="${colour}"
    ${current ? raw('aria-current="page"') : ''}
    >${properties.title}</a
  >`
}

function rowOf(
  calculation: Calculation,
  sheet: Sheet,
  row: number,
  columns: readonly number[],
): Html {
  const cells = calculation.row(sheet, row)
  const frozen = row < Number(sheet.properties.gridProperties['frozenRowCount'] ?? 0)
  return html`<tr class="${frozen ? 'frozen' : ''}">
    <th scope="row">${String(row + 1)}</th>
    ${columns.map((column) => cellOf(cells[column]))}
  </tr>`
}

function cellOf(cell: ShownCell | undefined): Html {
  if (!cell) return html`<td></td>`
  const { value, format } = cell
  const right = value?.numberValue !== undefined ? 'n' : ''
  const centre = value?.boolValue === undefined ? '' : 'b'
  const bold = format?.textFormat?.bold === true ? 'strong' : ''
  const text = formatValue(value, format)
  const link = /^https?:\/\/\S+$/.test(text) ? text : (cell.link ?? format?.textFormat?.link?.uri)
  return html`<td class="${[right, centre, bold].filter(Boolean).join(' ')}" title="${text}">
    ${link === undefined ? text : html`<a href="${link}" rel="noreferrer">${text}</a>`}
  </td>`
}
