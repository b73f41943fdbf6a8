import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Client } from './clients.ts'
import type { Person } from './people.ts'
import { OAUTH_STYLE } from './style.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The frame that every page of signing in has. `lead` stands beside `body`, or above it. */
export function page(given: { title: string; lead: Html; body: Html; script?: string }): Html {
  const { title, lead, body, script } = given
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title} – local Google</title>
        <style>
          ${raw(OAUTH_STYLE)}
        </style>
      </head>
      <body>
        <main class="card">
          <header class="brand">${raw(MARK)}<span>Sign in with the local Google</span></header>
          <div class="columns">
            <div class="lead">${lead}</div>
            ${body}
          </div>
        </main>
        <footer class="foot">
          <span>A stand-in for Google on this computer</span><span>English (United States)</span>
        </footer>
        ${
          script === undefined
            ? ''
            : html`<script>
                ${raw(script)}
              </script>`
        }
      </body>
    </html>`
}

/** What stands for a name in its round picture: the first letter, whole, as a reader counts them. */
export function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name)
  return first?.segment ?? ''
}

/** A mark of its own: four arcs, no letter. */
const MARK =
  '<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke-width="4" aria-hidden="true">' +
  '<path d="M3 10a7 7 0 0 1 7-7" stroke="#ea4335"/><path d="M10 3a7 7 0 0 1 7 7" stroke="#4285f4"/>' +
  '<path d="M17 10a7 7 0 0 1-7 7" stroke="#34a853"/><path d="M10 17a7 7 0 0 1-7-7" stroke="#fbbc04"/></svg>'

export function appMark(client: Client): Html {
  return html`<div class="app" aria-hidden="true">${initial(client.name).toUpperCase()}</div>`
}

export function avatar(person: Person, size = ''): Html {
  return html`<span class="avatar ${size}" style="background:${person.colour}" aria-hidden="true"
    >${initial(person.name)}</span
  >`
}

/** Who is signed in, and the way to be somebody else. */
export function accountChip(person: Person, flow: string): Html {
  return html`<a
    class="chip"
    href="/v3/signin/accountchooser?flow=${flow}"
    title="Use another account"
    >${avatar(person, 'small')}<span>${person.email}</span></a
  >`
}
