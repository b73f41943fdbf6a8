// Everything is inside one function, which goes to the browser whole.
/* oxlint-disable unicorn/consistent-function-scoping */

/**
 * What the page of a link does. It runs in the browser, where it is sent as its own source, and so
 * reaches nothing outside itself.
 *
 * The link's secret is taken out of the fragment and the address before anything else happens, and
 * lives in this function alone. Opening the page uses nothing up: programs that look at links in mail do so.
 */
export function accountPage(passwordMin: number): void {
  type Purpose = 'create_account' | 'reset_password' | 'confirm_email'
  type Words = { title: string; lead: string; act: string; done: string; next: string }
  type Answer = { ok: boolean; said(key: string): string }

  const words: Record<Purpose, Words> = {
    create_account: {
      title: 'Create your account',
      lead: 'Choose a password for',
      act: 'Create account',
      done: 'Your account is ready',
      next: 'Go back to Sheetside in your browser’s toolbar and log in with this password as',
    },
    reset_password: {
      title: 'Choose a new password',
      lead: 'For your account',
      act: 'Set password',
      done: 'Your password is set',
      next: 'All devices were signed out. Go back to Sheetside in your browser’s toolbar and log in with the new password as',
    },
    confirm_email: {
      title: 'Confirm your email',
      lead: 'From now on your account is to have the email',
      act: 'Confirm email',
      done: 'Your email is confirmed',
      next: 'Go back to Sheetside in your browser’s toolbar. From now on you log in as',
    },
  }
  const isPurpose = (text: string): text is Purpose => Object.hasOwn(words, text)

  const byId = <T extends Element>(id: string, kind: new () => T): T => {
    const found = document.getElementById(id)
    if (found instanceof kind) return found
    throw new Error(`#${id} is not there`)
  }
  const mark = byId('mark', SVGElement)
  const title = byId('title', HTMLElement)
  const lead = byId('lead', HTMLElement)
  const whose = byId('whose', HTMLElement)
  const problem = byId('problem', HTMLElement)
  const form = byId('form', HTMLFormElement)
  const username = byId('username', HTMLInputElement)
  const field = byId('field', HTMLElement)
  const password = byId('password', HTMLInputElement)
  const reveal = byId('reveal', HTMLButtonElement)
  const hint = byId('hint', HTMLElement)
  const complaint = byId('complaint', HTMLElement)
  const act = byId('act', HTMLButtonElement)

  const token = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)

  /** Posts to the server. Null where it could not be reached, or is not one that speaks our language. */
  async function post(path: string, body: object): Promise<Answer | null> {
    try {
      const response = await fetch(`/api/accounts/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const read: unknown = await response.json()
      const entries = new Map(Object.entries(read ?? {}))
      return { ok: response.ok, said: (key) => String(entries.get(key) ?? '') }
    } catch {
      return null
    }
  }

  function show(heading: string, text: string, email = ''): void {
    document.title = `${heading} – Sheetside`
    title.textContent = heading
    lead.textContent = text
    whose.textContent = email
    problem.hidden = true
  }

  /** Says how it ended; the form with all that was typed goes. */
  function end(heading: string, text: string, email = ''): void {
    show(heading, text, email)
    password.value = ''
    form.hidden = true
    title.focus()
  }

  function expire(): void {
    end(
      'This link no longer works',
      'It was used already, or is older than an hour. Open Sheetside in your browser’s toolbar and ask for a new one.',
    )
  }

  /** What went wrong with what was done, where it is nothing about the password; it can be done again. */
  function tell(answer: Answer | null): void {
    const wait = Number(answer?.said('retryAfterSeconds'))
    const when = wait > 90 ? `in ${Math.ceil(wait / 60)} minutes` : 'in a moment'
    problem.textContent = answer
      ? answer.said('message') + (wait > 0 ? ` Try again ${when}.` : '')
      : 'The server does not answer. Check that you are online, then try again.'
    problem.hidden = false
  }

  function complain(text: string): void {
    complaint.textContent = text
    hint.hidden = text !== ''
    password.setAttribute('aria-describedby', text === '' ? 'hint' : 'complaint')
    password.setAttribute('aria-invalid', String(text !== ''))
    if (text !== '') password.focus()
  }

  function setBusy(isBusy: boolean): void {
    act.setAttribute('aria-busy', String(isBusy))
    act.setAttribute('aria-disabled', String(isBusy))
  }

  async function submit(purpose: Purpose, email: string): Promise<void> {
    if (act.getAttribute('aria-busy') === 'true') return
    problem.hidden = true
    complain('')
    const confirms = purpose === 'confirm_email'
    if (!confirms && password.value.length < passwordMin) {
      return complain(`Use ${passwordMin} characters or more.`)
    }
    setBusy(true)
    const answer = confirms
      ? await post('email', { token })
      : await post('password', { token, password: password.value })
    setBusy(false)
    if (answer?.ok) {
      mark.removeAttribute('hidden')
      return end(words[purpose].done, words[purpose].next, email)
    }
    if (answer?.said('code') === 'link_expired') return expire()
    if (answer?.said('code') === 'weak_password') return complain(answer.said('message'))
    tell(answer)
  }

  function offer(purpose: Purpose, email: string): void {
    show(words[purpose].title, words[purpose].lead, email)
    act.textContent = words[purpose].act
    username.value = email
    field.hidden = purpose === 'confirm_email'
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void submit(purpose, email)
    })
    form.hidden = false
    ;(field.hidden ? act : password).focus()
  }

  async function begin(): Promise<void> {
    if (token === '') {
      return end(
        'Open the link in your mail',
        'This page needs the whole link that Sheetside mailed to you. If you reloaded the page, open the link again.',
      )
    }
    const answer = await post('links/check', { token })
    const purpose = answer?.said('purpose') ?? ''
    if (answer?.ok && isPurpose(purpose)) return offer(purpose, answer.said('email'))
    if (answer?.said('code') === 'link_expired' || answer?.said('code') === 'invalid_input') {
      return expire()
    }
    show('Your link could not be checked', 'It still works: open it again when this is over.')
    tell(answer)
  }

  reveal.addEventListener('click', () => {
    const isShown = password.type === 'password'
    password.type = isShown ? 'text' : 'password'
    reveal.textContent = isShown ? 'Hide' : 'Show'
    reveal.setAttribute('aria-label', `${isShown ? 'Hide' : 'Show'} password`)
  })
  void begin()
}
