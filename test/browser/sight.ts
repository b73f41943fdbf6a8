import type { Page } from 'puppeteer-core'

/** How long anything may take to be seen. It is a bound for failure, not a measure. */
const SEEN_MS = 15_000

/** Waits until the page's visible text has this in it, however it is broken into lines. */
export async function see(page: Page, text: string): Promise<void> {
  await page
    .waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      { timeout: SEEN_MS, polling: 50 },
      text,
    )
    .catch(async (cause: unknown) => {
      throw new Error(`“${text}” is not to be seen, but:\n${await textOf(page)}`, { cause })
    })
}

/** Waits until the page's visible text has this no more. */
export async function seeNoMore(page: Page, text: string): Promise<void> {
  await page
    .waitForFunction(
      (unwanted) => !document.body.innerText.replace(/\s+/g, ' ').includes(unwanted),
      { timeout: SEEN_MS, polling: 50 },
      text,
    )
    .catch(async (cause: unknown) => {
      throw new Error(`“${text}” is still to be seen:\n${await textOf(page)}`, { cause })
    })
}

/** The page's visible text in one line. */
export async function textOf(page: Page): Promise<string> {
  return page
    .evaluate(() => document.body.innerText.replace(/\s+/g, ' '))
    .catch((error: unknown) => `(closed: ${String(error)})`)
}

/** What is called so by its accessible name. */
const called = (name: string, role: string) =>
  `::-p-aria([name="${name}"][role="${role}"])` as const

/** Waits until the page has a control with this accessible name. */
export async function seeControl(page: Page, name: string, role = 'button'): Promise<void> {
  await page
    .waitForSelector(called(name, role), { timeout: SEEN_MS })
    .catch(async (cause: unknown) => {
      throw new Error(`No ${role} “${name}”, but:\n${await textOf(page)}`, { cause })
    })
}

/** Clicks what is called so by its accessible name, once it can be clicked. */
export async function click(page: Page, name: string, role = 'button'): Promise<void> {
  await page
    .locator(called(name, role))
    .setTimeout(SEEN_MS)
    .click()
    .catch(async (cause: unknown) => {
      // A popup that closes at the click takes the click's answer with it.
      if (page.isClosed()) return
      throw new Error(`No ${role} “${name}” to click, but:\n${await textOf(page)}`, { cause })
    })
}

/** Puts a text into the field with this label in one go, as pasting does, in place of what is in it. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  const field = await page.locator(`::-p-aria([name="${label}"])`).setTimeout(SEEN_MS).waitHandle()
  await field.evaluate((element) => {
    if (!(element instanceof HTMLInputElement)) throw new Error('Not a field.')
    element.focus()
    element.select()
  })
  if (text === '') await page.keyboard.press('Delete')
  else await page.keyboard.sendCharacter(text)
}

/** Asks again and again until the answer is not null (or false), and answers it. `within` is in milliseconds. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | false> | T | null | false,
  within = SEEN_MS,
): Promise<T> {
  const end = Date.now() + within
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== false) return answer
    if (Date.now() > end) throw new Error(`${what}: it did not come about`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
