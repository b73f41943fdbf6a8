import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { PASSWORD_MIN } from '#shared/limits.ts'
import type { AppEnv } from './authenticated.ts'
import { accountPage } from './account-page/script.ts'

const style = readFileSync(new URL('account-page/style.css', import.meta.url), 'utf8')
const script = `(${accountPage.toString()})(${PASSWORD_MIN})`

/** Nothing runs, or is drawn, but what the server wrote itself; it speaks to this server alone. */
const policy = [
  "default-src 'none'",
  `script-src '${digest(script)}'`,
  `style-src '${digest(style)}'`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0d7a47"/><path d="M6 10h6.5M6 15h6.5M6 20h4" stroke="#a9e5c0" stroke-width="2.2" stroke-linecap="round" fill="none"/><rect x="15.5" y="5.5" width="11.5" height="21" rx="2.5" fill="#fff"/><path d="M15.5 11.6H27M15.5 16.6H27M15.5 21.6H27M20.4 11.6V26.5" stroke="#0d7a47" stroke-width="1.3" fill="none"/></svg>`

/** The page that a mailed link opens. It is the same for everybody: whose link it is, it asks for itself. */
export const accountPageRoutes = () =>
  new Hono<AppEnv>().get('/', (c) => {
    c.header('content-security-policy', policy)
    return c.html(document())
  })

const document = () =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Sheetside</title>
        <link rel="icon" href="data:image/svg+xml,${raw(encodeURIComponent(LOGO))}" />
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <main aria-labelledby="title">
          <div class="brand">${raw(LOGO)} Sheetside</div>
          <svg
            id="mark"
            class="mark"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            hidden
          >
            <path d="M20 6 9 17l-5-5" />
          </svg>
          <h1 id="title" tabindex="-1">One moment</h1>
          <p id="lead" class="lead">Your link is being looked at.</p>
          <p id="whose" class="whose"></p>
          <p id="problem" class="problem" role="alert" hidden></p>
          <form id="form" novalidate hidden>
            <input
              id="username"
              name="username"
              type="email"
              autocomplete="username"
              readonly
              hidden
            />
            <div id="field" class="field">
              <label for="password">Password</label>
              <div class="box">
                <input
                  id="password"
                  name="password"
                  type="password"
                  autocomplete="new-password"
                  spellcheck="false"
                  aria-describedby="hint"
                />
                <button id="reveal" class="reveal" type="button" aria-label="Show password">
                  Show
                </button>
              </div>
              <div class="below">
                <p id="hint">
                  ${PASSWORD_MIN} characters or more; a few words that do not belong together are
                  best
                </p>
                <p id="complaint" class="complaint" role="alert"></p>
              </div>
            </div>
            <button id="act" class="act" type="submit">Go on</button>
          </form>
          <noscript>This page needs JavaScript, which your browser has switched off.</noscript>
        </main>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html>`
