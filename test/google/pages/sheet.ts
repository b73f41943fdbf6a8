import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { StoredFile } from '#test/google/drive/files.ts'
import { initial, type Html } from '#test/google/oauth/page.ts'
import { findPerson, type Person } from '#test/google/oauth/people.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { World } from '#test/google/world.ts'
import { gridTable } from './grid.ts'
import { ICON, missingPage, page } from './layout.ts'
import { Looks, rgb } from './look.ts'
import { SHEET_SCRIPT } from './script.ts'
import { COLUMNS, ROWS, viewOf, type View } from './view.ts'

/** Avatars, the icon of spreadsheets, and a spreadsheet to look at in the browser. */
export function sheetPages(world: World): Hono {
  const app = new Hono()

  app.get('/a/:file', async (c) => {
    const sub = c.req.param('file').split('=')[0] ?? ''
    const person = findPerson(world.people, sub)
    if (!person) return c.notFound()
    c.header('content-type', 'image/svg+xml')
    c.header('cache-control', 'public, max-age=86400')
    c.header('access-control-allow-origin', '*')
    return c.body(String(await avatar(person)))
  })

  app.get('/icons/spreadsheet.svg', (c) => {
    c.header('content-type', 'image/svg+xml')
    c.header('cache-control', 'public, max-age=86400')
    return c.body(ICON)
  })

  for (const path of ['/spreadsheets/d/:id', '/spreadsheets/d/:id/view']) {
    app.get(path, (c) => {
      const id = encodeURIComponent(c.req.param('id') ?? '')
      return c.redirect(`/spreadsheets/d/${id}/edit${new URL(c.req.url).search}`)
    })
  }

  app.get('/spreadsheets/d/:id/edit', (c) => {
    const file = world.files.find(c.req.param('id'))
    if (!file) return c.html(missingPage(), 404)
    const tabs = file.book.sheets.filter(({ properties }) => properties.hidden !== true)
    const gid = Number(c.req.query('gid'))
    const sheet = tabs.find(({ properties }) => properties.sheetId === gid) ?? tabs[0]
    if (!sheet) return c.html(missingPage(), 404)
    const start = { from: Number(c.req.query('from')), left: Number(c.req.query('left')) }
    const isChart = sheet.properties.sheetType === 'OBJECT'
    const view = isChart ? null : viewOf(world, file, sheet, start)
    return c.html(sheetPage(file, tabs, sheet, view))
  })
  return app
}

/** The picture of a person, an SVG: their initial on their colour. */
function avatar({ colour, name }: Person): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">
    <rect width="96" height="96" fill="${colour}" />
    <text
      x="48"
      y="65"
      font-family="Roboto,Arial,sans-serif"
      font-size="48"
      fill="#fff"
      text-anchor="middle"
    >
      ${initial(name)}
    </text>
  </svg>`
}

/** @param view the cells in sight; null where a chart has the tab to itself. */
function sheetPage(
  file: StoredFile,
  tabs: readonly Sheet[],
  sheet: Sheet,
  view: View | null,
): Html {
  const looks = new Looks()
  const content = view
    ? gridTable(view, looks)
    : html`<p class="object">A chart has this tab to itself. Charts are not drawn here.</p>`
  return page(
    `${file.name} – local Google`,
    html`<header>
        ${raw(ICON)}
        <h1 dir="auto">${file.name}</h1>
        <span class="badge">View only · local Google</span>
        <span class="owner">Owner: ${file.owner.name}</span>
      </header>
      <div
        class="grid"
        dir="${sheet.properties.rightToLeft === true ? 'rtl' : 'ltr'}"
        tabindex="0"
        role="region"
        aria-label="Cells of ${sheet.properties.title}"
      >
        ${content}
      </div>
      <footer>
        <nav aria-label="Sheets">${tabs.map((tab) => tabLink(tab, tab === sheet))}</nav>
        ${view ? windowLinks(sheet, view) : ''}
      </footer>`,
    { styles: looks.css, script: SHEET_SCRIPT },
  )
}

/** Which part of the sheet this is, and the ways to the parts beside it. */
function windowLinks({ grid, properties }: Sheet, { from, until, left, right }: View): Html {
  const to = (start: { from: number; left: number }, words: string): Html =>
    html`<a
      href="?gid=${String(properties.sheetId)}&from=${String(start.from)}&left=${String(start.left)}"
      >${words}</a
    >`
  return html`<span class="window">
    ${left > 0 ? to({ from, left: left - COLUMNS }, 'Columns before') : ''}
    ${right < grid.columnCount ? to({ from, left: right }, 'Columns after') : ''}
    ${from > 0 ? to({ from: from - ROWS, left }, 'Earlier rows') : ''}
    <span>Rows ${String(from + 1)}–${String(until)} of ${String(grid.rowCount)}</span>
    ${until < grid.rowCount ? to({ from: until, left }, 'Later rows') : ''}
  </span>`
}

function tabLink({ properties }: Sheet, current: boolean): Html {
  const { rgbColor } = (properties.tabColorStyle ?? {}) as { rgbColor?: object }
  const gid = String(properties.sheetId)
  return html`<a
    class="tab"
    dir="auto"
    href="?gid=${gid}#gid=${gid}"
    style="${rgbColor ? `--tab:${rgb(rgbColor)}` : ''}"
    ${current ? raw('aria-current="page"') : ''}
    >${properties.title}</a
  >`
}
