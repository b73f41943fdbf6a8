import { parseHTML } from 'linkedom'
import { canonical } from './scopes.ts'

/** What the person in front of the browser does. */
export type Answer = {
  /** Email address; whose button is pressed in the account chooser. */
  person: string
  /** The boxes that are ticked; all of them when left out. */
  scopes?: readonly string[]
  /** Presses Cancel on the consent page. */
  deny?: boolean
  /** The files that are chosen in the picker, those it begins with or the first when left out; null cancels. */
  pick?: readonly string[] | null
  /** A browser that was used before, to come back with its cookies. */
  browser?: Browser
}

/** Cookies by host name, as browsers keep them: ports do not matter. */
export type Browser = Map<string, Map<string, string>>

/** Google, or whoever sent there, showed a page that leads no further. */
export class DeadEnd extends Error {
  readonly status: number
  readonly page: string

  constructor(status: number, page: string) {
    super(`A page without a way on (${String(status)}): ${page.replaceAll(/\s+/g, ' ')}`)
    this.status = status
    this.page = page
  }
}

const MOST_STEPS = 20

/**
 * Goes through sign-in and consent as a person with a browser would, over plain fetch: follows
 * redirects, keeps cookies, presses the buttons. `start` is Google's authorization URL or a page of a
 * server that leads there.
 * @returns where the browser was sent in the end: the first address that is neither Google's nor the
 *   origin it began at. That address itself is not visited.
 * @throws DeadEnd on an error page.
 */
export async function consent(start: string, answer: Answer): Promise<URL> {
  const browser: Browser = answer.browser ?? new Map<string, Map<string, string>>()
  const followed = new Set([new URL(start).origin])
  let request: { url: URL; form: URLSearchParams | null } = { url: new URL(start), form: null }
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const response = await visit(browser, request.url, request.form)
    const location = response.headers.get('location')
    if (location !== null) {
      const url = new URL(location, request.url)
      if (url.pathname.startsWith('/o/oauth2/')) followed.add(url.origin)
      if (!followed.has(url.origin)) return url
      request = { url, form: null }
      continue
    }
    request = fillIn(request.url, response.status, await response.text(), answer)
  }
  throw new Error(`Still no end after ${String(MOST_STEPS)} pages, at ${request.url.href}`)
}

async function visit(browser: Browser, url: URL, form: URLSearchParams | null): Promise<Response> {
  const cookies = browser.get(url.hostname) ?? new Map<string, string>()
  browser.set(url.hostname, cookies)
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form ? { method: 'POST', body: form } : {}),
  })
  for (const line of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const gone = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))
    if (gone) cookies.delete(pair.slice(0, at))
    else cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return response
}

function fillIn(
  at: URL,
  status: number,
  page: string,
  answer: Answer,
): { url: URL; form: URLSearchParams } {
  const { document } = parseHTML(page)
  const form = document.querySelector('form')
  if (status !== 200 || !form) throw new DeadEnd(status, document.body?.textContent ?? page)
  const filled = new URLSearchParams()
  for (const input of form.querySelectorAll('input[type=hidden]')) {
    filled.append(input.getAttribute('name') ?? '', valueOf(input))
  }
  for (const [name, value] of choices(form, answer)) filled.append(name, value)
  return { url: new URL(form.getAttribute('action') ?? '', at), form: filled }
}

/** What the person ticks and presses on one of the pages. */
function choices(form: Element, { person, scopes, deny, pick }: Answer): [string, string][] {
  if (form.querySelector('button[name=account]')) {
    const buttons = [...form.querySelectorAll('button[name=account]')]
    const mine = buttons.find((button) => button.textContent.includes(person))
    if (mine) return [['account', valueOf(mine)]]
    throw new DeadEnd(200, `nobody called ${person} among the accounts`)
  }
  if (form.querySelector('button[value=insert]')) {
    if (pick === null) return [['decision', 'cancel']]
    const files = chosenFiles([...form.querySelectorAll('input[name=file]')], pick)
    return [...files.map((file): [string, string] => ['file', file]), ['decision', 'insert']]
  }
  const wanted = scopes?.map(canonical)
  const boxes = [...form.querySelectorAll('input[type=checkbox][name=scope]')].map(valueOf)
  const ticked = boxes.filter((scope) => wanted?.includes(scope) ?? true)
  return [
    ...ticked.map((scope): [string, string] => ['scope', scope]),
    ['decision', deny === true ? 'deny' : 'allow'],
  ]
}

function chosenFiles(offered: readonly Element[], pick: readonly string[] | undefined): string[] {
  const ids = offered.map(valueOf)
  const missing = pick?.find((id) => !ids.includes(id)) ?? (ids.length === 0 ? 'any' : undefined)
  if (missing !== undefined) throw new DeadEnd(200, `no file ${missing} among those to choose from`)
  if (pick) return [...pick]
  const checked = offered.filter((input) => input.hasAttribute('checked')).map(valueOf)
  return checked.length > 0 ? checked : ids.slice(0, 1)
}

function valueOf(element: Element): string {
  return element.getAttribute('value') ?? ''
}
