import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { PageError } from './authorize.ts'
import type { Client } from './clients.ts'
import type { Person } from './people.ts'
import { labelOf, SIGN_IN } from './scopes.ts'
import { OAUTH_STYLE } from './style.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

function page(title: string, content: Html, script = ''): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${raw(OAUTH_STYLE)}
        </style>
      </head>
      <body>
        <main class="card">
          <header class="brand">${raw(MARK)}<span>Sign in with the local Google</span></header>
          ${content}
        </main>
        <footer class="foot">
          <span>A stand-in for Google on this computer</span><span>English (United States)</span>
        </footer>
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

/** A mark of its own: four arcs, no letter. */
const MARK =
  '<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke-width="4" aria-hidden="true">' +
  '<path d="M3 10a7 7 0 0 1 7-7" stroke="#ea4335"/><path d="M10 3a7 7 0 0 1 7 7" stroke="#4285f4"/>' +
  '<path d="M17 10a7 7 0 0 1-7 7" stroke="#34a853"/><path d="M10 17a7 7 0 0 1-7-7" stroke="#fbbc04"/></svg>'

function appMark(client: Client): Html {
  return html`<div class="app" aria-hidden="true">${client.name.slice(0, 1).toUpperCase()}</div>`
}

function avatar(person: Person, size = ''): Html {
  return html`<span class="avatar ${size}" style="background:${person.colour}" aria-hidden="true"
    >${person.name[0]}</span
  >`
}

/** "Choose an account": one button for each person. */
export function chooserPage(given: {
  id: string
  client: Client
  people: readonly Person[]
}): Html {
  const { id, client, people } = given
  return page(
    'Choose an account – local Google',
    html`<div class="columns">
      <div class="lead">
        ${appMark(client)}
        <h1>Choose an account</h1>
        <p class="sub">to continue to <b>${client.name}</b></p>
      </div>
      <form class="body" method="post" action="/v3/signin/accountchooser">
        <input type="hidden" name="flow" value="${id}" />
        <ul class="accounts">
          ${people.map(
            (person) =>
              html`<li>
                <button name="account" value="${person.sub}" aria-label="${person.name}">
                  ${avatar(person)}
                  <span class="who"
                    ><span class="name">${person.name}</span
                    ><span class="email">${person.email}</span></span
                  >
                </button>
              </li>`,
          )}
        </ul>
        <p class="fine">
          To continue, your name, email address and profile picture will be shared with
          ${client.name}. These people live in the memory of the local Google; there is no password.
        </p>
      </form>
    </div>`,
  )
}

/** "… wants access": a box for each scope that is more than signing in. */
export function consentPage(given: {
  id: string
  client: Client
  person: Person
  missing: readonly string[]
  granted: readonly string[]
  nothingTicked: boolean
}): Html {
  const { id, client, person, missing } = given
  const asked = missing.filter((scope) => !SIGN_IN.includes(scope))
  const had = given.granted.filter((scope) => !SIGN_IN.includes(scope))
  const signsIn = missing.some((scope) => SIGN_IN.includes(scope))
  const onlySignIn = asked.length === 0 && had.length === 0
  return page(
    `${client.name} – consent – local Google`,
    html`<div class="columns">
      <div class="lead">
        ${appMark(client)}
        <h1>
          ${
            onlySignIn
              ? html`Sign in to ${client.name}`
              : html`${client.name} wants access to your Google Account`
          }
        </h1>
        <a class="chip" href="/v3/signin/accountchooser?flow=${id}" title="Use another account"
          >${avatar(person, 'small')}<span>${person.email}</span></a
        >
      </div>
      <form class="body" method="post" action="/signin/oauth/consent">
        <input type="hidden" name="flow" value="${id}" />
        ${
          given.nothingTicked
            ? html`<p class="warning" role="alert">
                ${client.name} needs at least one of these. Select what it may do, or cancel.
              </p>`
            : ''
        }
        ${signsIn ? signInLines(person) : ''} ${had.length > 0 ? hadLines(client, had) : ''}
        ${asked.length > 0 ? boxes(client, asked) : ''}
        <h2>Make sure you trust ${client.name}</h2>
        <p class="fine">
          You may be sharing sensitive info with this app. You can see or remove its access in your
          Google Account at any time.
        </p>
        <div class="actions">
          <button class="plain" name="decision" value="deny">Cancel</button>
          <button class="filled" name="decision" value="allow">Allow</button>
        </div>
      </form>
    </div>`,
    SELECT_ALL,
  )
}

function signInLines(person: Person): Html {
  return html`<ul class="lines">
    <li>${avatar(person, 'small')}<span>See your name, profile picture and email address</span></li>
  </ul>`
}

function hadLines(client: Client, had: readonly string[]): Html {
  return html`<h2>${client.name} already has some access</h2>
    <ul class="lines had">
      ${had.map((scope) => html`<li>${raw(TICK)}<span>${labelOf(scope)}</span></li>`)}
    </ul>`
}

const TICK =
  '<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="m4 10.5 4 4 8-9"/></svg>'

/** Several permissions start unticked under "Select all"; a single one comes with Allow itself. */
function boxes(client: Client, asked: readonly string[]): Html {
  const [first = ''] = asked
  if (asked.length === 1) {
    return html`<h2>${client.name} will be able to</h2>
      <ul class="lines had">
        <li>${raw(TICK)}<span>${labelOf(first)}</span></li>
      </ul>
      <input type="hidden" name="scope" value="${first}" />`
  }
  return html`<h2>Select what ${client.name} can access</h2>
    <div class="scopes">
      <label class="scope all"
        ><span>Select all</span><input type="checkbox" id="select-all"
      /></label>
      ${asked.map(
        (scope) =>
          html`<label class="scope"
            ><span>${labelOf(scope)}</span><input type="checkbox" name="scope" value="${scope}"
          /></label>`,
      )}
    </div>`
}

const SELECT_ALL = `
const all = document.querySelector('#select-all')
const each = [...document.querySelectorAll('input[type=checkbox][name=scope]')]
const show = () => {
  const ticked = each.filter((box) => box.checked).length
  all.checked = ticked === each.length
  all.indeterminate = ticked > 0 && ticked < each.length
}
if (all) {
  all.addEventListener('change', () => each.forEach((box) => { box.checked = all.checked }))
  each.forEach((box) => box.addEventListener('change', show))
  show()
}
`

/** "Access blocked": there is no way back that could be trusted. */
export function errorPage(error: PageError): Html {
  return page(
    'Error – local Google',
    html`<div class="columns">
      <div class="lead">
        <div class="app bad" aria-hidden="true">!</div>
        <h1>${error.code === 'invalid_client' ? 'Authorization Error' : 'Access blocked'}</h1>
      </div>
      <div class="body">
        <p>
          ${
            error.code === 'redirect_uri_mismatch'
              ? 'This app’s request is invalid.'
              : 'The request of this app could not be understood.'
          }
        </p>
        <p class="code">Error ${String(error.status)}: ${error.code}</p>
        <p class="fine breakable">${error.message}</p>
      </div>
    </div>`,
  )
}

export function expiredPage(): Html {
  return page(
    'Start again – local Google',
    html`<div class="columns">
      <div class="lead">
        <div class="app bad" aria-hidden="true">!</div>
        <h1>Something went wrong</h1>
      </div>
      <div class="body">
        <p>This sign-in is over or was never begun. Go back to the app and start again.</p>
        <p class="code">Error 400: invalid_request</p>
      </div>
    </div>`,
  )
}
