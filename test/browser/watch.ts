import {
  TargetType,
  type Browser,
  type ConsoleMessage,
  type Page,
  type Target,
} from 'puppeteer-core'

/** What went wrong unexpectedly in the extension's own contexts, a line each; a test ends by asking for none. */
export type Problems = {
  all(): string[]
  /** Removes, and answers, those that a test provoked. */
  take(matching: RegExp): string[]
  add(where: string, what: string): void
  /** From here on nothing counts: the browser is told to end, and what still runs in it meets that. */
  end(): void
}

export function createProblems(): Problems {
  let lines: string[] = []
  let ended = false
  return {
    all: () => [...lines],
    take(matching) {
      const taken = lines.filter((line) => matching.test(line))
      lines = lines.filter((line) => !matching.test(line))
      return taken
    },
    add(where, what) {
      if (!ended) lines.push(`${where}: ${what}`)
    },
    end() {
      ended = true
    },
  }
}

/**
 * Puppeteer makes a new Page at every `asPage`, and popups and panels have no other way to one; this keeps
 * to one Page a target, and listens on each of the extension's for errors from the start.
 */
export function createPages(browser: Browser, extensionOrigin: string, problems: Problems) {
  const pages = new WeakMap<Target, Promise<Page>>()

  function pageOf(target: Target): Promise<Page> {
    const known = pages.get(target)
    if (known) return known
    const page = attach(target)
    pages.set(target, page)
    // One that could not be attached to is tried anew by whoever asks next.
    page.then(listen, () => pages.delete(target))
    return page
  }

  function listen(page: Page): void {
    const ours = () => page.url().startsWith(extensionOrigin)
    const where = () => new URL(page.url()).pathname
    page.on('console', (message) => {
      if (ours() && isProblem(message)) problems.add(where(), message.text())
    })
    page.on('pageerror', (error) => {
      if (ours())
        problems.add(where(), error instanceof Error ? String(error.stack) : String(error))
    })
  }

  const notice = (target: Target) => {
    if (!target.url().startsWith(extensionOrigin) || target.type() === TargetType.SERVICE_WORKER)
      return
    // A popup may be gone before it could be looked at.
    pageOf(target).catch(() => {})
  }
  browser.on('targetcreated', notice)
  browser.on('targetchanged', notice)
  return { pageOf }
}

const ATTEMPTS = 10

/** Attached to while it is still being opened, a page may come without its document, and never get it. */
async function attach(target: Target): Promise<Page> {
  for (let attempt = 1; ; attempt += 1) {
    const page = await target.asPage()
    if (hasDocument(page)) return page
    if (attempt === ATTEMPTS) throw new Error(`${target.url()} went away before it was open.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function hasDocument(page: Page): boolean {
  try {
    page.mainFrame()
    return true
  } catch {
    return false
  }
}

/** The browser reports every answer of 400 and more, and every lost connection, as an error of its own. */
function isProblem(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !isAnswer(message.text())
}

export function isAnswer(text: string): boolean {
  return text.startsWith('Failed to load resource')
}
