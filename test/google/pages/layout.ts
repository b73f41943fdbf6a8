import { html, raw } from 'hono/html'
import type { Html } from '#test/google/oauth/page.ts'
import { SHEET_STYLE } from './style.ts'

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><rect x="4" y="2" width="16" height="20" rx="2.5" fill="#188038"/><path d="M7.5 8.5h9v8h-9zM7.5 12.5h9M12 8.5v8" fill="none" stroke="#fff" stroke-width="1.4"/></svg>'

/** A whole page. @param given.styles rules of this page alone, beside the common ones. */
export function page(
  title: string,
  content: Html,
  given: { styles?: string; script?: string } = {},
): Html {
  const { styles = '', script = '' } = given
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/icons/spreadsheet.svg" />
        <style>
          ${raw(SHEET_STYLE + styles)}
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

export function missingPage(): Html {
  return page(
    'Not found – local Google',
    html`<main class="missing">
      <h1>This file does not exist</h1>
      <p>
        Unless it was started with --state, the local Google keeps its spreadsheets in memory: after
        a restart only those of the start are there.
      </p>
    </main>`,
  )
}
