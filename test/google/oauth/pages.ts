import { html, raw } from 'hono/html'
import type { Client } from './clients.ts'
import { accountChip, appMark, avatar, page, type Html } from './page.ts'
import type { PageError } from './parameters.ts'
import type { Person } from './people.ts'
import { labelOf, SIGN_IN } from './scopes.ts'

/** "Choose an account": one button for each person. */
export function chooserPage(given: {
  id: string
  client: Client
  people: readonly Person[]
}): Html {
  const { id, client, people } = given
  const nobody = html`<p>Nobody here has an account that ${client.name} is for.</p>`
  return page({
    title: 'Choose an account',
    lead: html`${appMark(client)}
      <h1>Choose an account</h1>
      <p class="sub">to continue to <b>${client.name}</b></p>`,
    body: html`<form class="body" method="post" action="/v3/signin/accountchooser">
      <input type="hidden" name="flow" value="${id}" />
      ${people.length === 0 ? nobody : ''}
      <ul class="accounts">
        ${people.map(
          (person) =>
            html`<li>
              <button
                name="account"
                value="${person.sub}"
                aria-label="${person.name}"
                aria-describedby="email-${person.sub}"
              >
                ${avatar(person)}
                <span class="who"
                  ><span class="name">${person.name}</span
                  ><span class="email" id="email-${person.sub}">${person.email}</span></span
                >
              </button>
            </li>`,
        )}
      </ul>
      <p class="fine">
        To continue, your name, email address and profile picture will be shared with
        ${client.name}. These people live in the memory of the local Google; there is no password.
      </p>
    </form>`,
  })
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
  return page({
    title: `${client.name} – consent`,
    lead: html`${appMark(client)}
      <h1>
        ${
          onlySignIn
            ? html`Sign in to ${client.name}`
            : html`${client.name} wants access to your Google Account`
        }
      </h1>
      ${accountChip(person, id)}`,
    body: html`<form class="body" method="post" action="/signin/oauth/consent">
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
    </form>`,
    script: SELECT_ALL,
  })
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

/** What the pages of errors begin with, before the code. */
const BLOCKED: Record<string, [heading: string, sentence: string]> = {
  redirect_uri_mismatch: [
    'Access blocked: the request is invalid',
    'The app asked to be answered at an address that is not registered for it. Only its developer can mend that.',
  ],
  org_internal: [
    'Access blocked: internal app',
    'The organisation that made this app keeps it for its own people.',
  ],
  access_denied: [
    'Access blocked: app in testing',
    'Only people whom its developer named may use this app for now.',
  ],
  admin_policy_enforced: [
    'Access blocked: your organisation',
    'The administrator of this account does not allow the app. Ask them, or use another account.',
  ],
}

const UNREADABLE: [heading: string, sentence: string] = [
  'Access blocked: Authorization Error',
  'The request of this app could not be understood. Only its developer can mend that.',
]

/** "Access blocked": there is no way back that could be trusted. */
export function errorPage(error: PageError): Html {
  const [heading, sentence] = BLOCKED[error.code] ?? UNREADABLE
  return deadEnd('Error', heading, [
    html`<p>${sentence}</p>`,
    html`<p class="code">Error ${String(error.status)}: ${error.code}</p>`,
    html`<p class="fine breakable">${error.message}</p>`,
  ])
}

export function expiredPage(): Html {
  return deadEnd('Start again', 'Something went wrong', [
    html`<p>This sign-in is over or was never begun. Go back to the app and start again.</p>`,
    html`<p class="code">Error 400: invalid_request</p>`,
  ])
}

function deadEnd(title: string, heading: string, paragraphs: Html[]): Html {
  return page({
    title,
    lead: html`<div class="app bad" aria-hidden="true">!</div>
      <h1>${heading}</h1>`,
    body: html`<div class="body">${paragraphs}</div>`,
  })
}
