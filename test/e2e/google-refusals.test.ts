import type { Page } from 'puppeteer-core'
import { describe, expect, vi } from 'vitest'
import {
  connection,
  linkTo,
  makeDestination,
  openOutbox,
  openSpreadsheet,
  search,
} from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeNoMore, textOf } from '#test/browser/sight.ts'
import type { LocalGoogle } from '#test/google/server.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { test } from './settled.ts'

// Google is waited for until the server gives up.
vi.setConfig({ testTimeout: 180_000 })
/** The panel asks more than once before it says so. */
const SERVER_WAITS_MS = 120_000

type Fault = Parameters<LocalGoogle['addFault']>[0]

/** Trouble at Google that says nothing about the connection: it passes, and everything goes on. */
const passing: { what: string; fault: Fault; title: string }[] = [
  {
    what: 'Sheets is unavailable (503)',
    fault: { on: 'sheets', kind: 'fail', status: 503 },
    title: 'Google does not answer',
  },
  {
    what: 'Sheets fails inside (500)',
    fault: { on: 'sheets', kind: 'fail', status: 500 },
    title: 'Google does not answer',
  },
  {
    what: 'Sheets gives up (504)',
    fault: { on: 'sheets', kind: 'fail', status: 504 },
    title: 'Google took too long',
  },
  {
    what: 'the connection breaks',
    fault: { on: 'sheets', kind: 'drop', when: 'before' },
    title: 'Google does not answer',
  },
  {
    what: 'the API is switched off in the server’s Google project (SERVICE_DISABLED)',
    fault: { on: 'sheets', kind: 'service-disabled' },
    title: 'This server is not set up right at Google',
  },
  {
    what: 'the token endpoint fails (503)',
    fault: { on: 'token.refresh', kind: 'fail', status: 503 },
    title: 'Google does not answer',
  },
  {
    what: 'the token endpoint fails (500)',
    fault: { on: 'token.refresh', kind: 'fail', status: 500 },
    title: 'Google does not answer',
  },
  {
    what: 'the token endpoint does not answer at all',
    fault: { on: 'token.refresh', kind: 'hang' },
    title: 'Google took too long',
  },
  {
    what: 'the server’s client secret is not Google’s any more (invalid_client)',
    fault: { on: 'token.refresh', kind: 'fail', status: 401, body: { error: 'invalid_client' } },
    title: 'This server is not set up right at Google',
  },
]

describe('While Google has trouble, the connection stands', () => {
  for (const { what, fault, title } of passing) {
    test(`${what}: what was loaded stays, the panel says what it is, and goes on when it is over`, async ({
      stack,
      panel,
      browser,
      list,
    }) => {
      expect(list.rows().length).toBeGreaterThan(0)
      stack.google.addFault(fault)
      stack.google.expireAccessTokens()
      await click(panel, 'Refresh')
      const words = `Not refreshed: ${title}`
      await eventually(words, async () => (await textOf(panel)).includes(words), SERVER_WAITS_MS)
      await panel.waitForSelector('[role=grid]')
      expect(await connection(browser)).toBe('ok')

      stack.google.clearFaults()
      await click(panel, 'Retry')
      await seeNoMore(panel, 'Not refreshed')
      await see(panel, 'Updated just now')
      expect(await connection(browser)).toBe('ok')
    })
  }

  test('a send meets it: it is kept, says why, and goes out once when it is over', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    stack.google.addFault({ on: 'sheets', kind: 'service-disabled' })
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, '1 waiting · This server is not set up right at Google')
    expect(list.count(text)).toBe(0)
    stack.google.clearFaults()
    await click(panel, '1 waiting · This server is not set up right at Google')
    await click(panel, 'Send now')
    await list.arrived(text)
    await seeNoMore(panel, 'waiting')
    expect(list.count(text)).toBe(1)
  })

  test('over the quota (429) it says so, counts down, and keeps a send', async ({
    stack,
    browser,
    page,
    panel,
    list,
  }) => {
    stack.google.addFault({ on: 'sheets', kind: 'fail', status: 429 })
    const text = await selectAndSend(browser, page, '#first')
    await see(panel, '1 waiting · Google asks for a pause')
    await click(panel, 'Refresh')
    await see(panel, 'Google asks for a pause – goes on in')
    stack.google.clearFaults()
    await click(panel, '1 waiting · Google asks for a pause')
    await click(panel, 'Send now')
    await list.arrived(text)
    expect(list.count(text)).toBe(1)
  })
})

/** Opens a spreadsheet by its link, from the list. */
async function open(panel: Page, spreadsheetId: string): Promise<void> {
  await see(panel, 'Your spreadsheets')
  await search(panel, linkTo(spreadsheetId))
  await panel.keyboard.press('Enter')
}

describe('A spreadsheet that cannot be had', () => {
  test('because it is not there (404): says so, and leads to another one', async ({ panel }) => {
    await open(panel, '1aNoSuchSpreadsheetAnywhere0123456789abcdefg')
    await see(panel, 'Not there any more')
    await click(panel, 'Choose a sheet')
    await openSpreadsheet(panel, 'Reading list')
  })

  test('because it is another’s (403): says so, and leads to another one', async ({ panel }) => {
    await open(panel, SEED_IDS.salaries)
    await see(panel, 'No access to this spreadsheet')
    await click(panel, 'Choose a sheet')
    await openSpreadsheet(panel, 'Reading list')
  })

  test('because the organisation allows no apps in Drive (domainPolicy): says who can allow it', async ({
    stack,
    panel,
    browser,
  }) => {
    await see(panel, 'Reading list')
    const reason = { domain: 'global', reason: 'domainPolicy', message: 'Not allowed.' }
    stack.google.addFault({
      on: 'files.list',
      kind: 'fail',
      status: 403,
      body: { error: { code: 403, message: 'Not allowed.', errors: [reason] } },
    })
    await search(panel, 'budget')
    await see(panel, 'Your organisation blocks Sheetside')
    await see(panel, 'administrator')
    expect(await connection(browser)).toBe('ok')
    stack.google.clearFaults()
    await click(panel, 'Try again')
    await see(panel, 'Household budget')
  })
})

test('a send to a spreadsheet that was taken away is not lost: it can go elsewhere', async ({
  stack,
  browser,
  page,
  panel,
}) => {
  await openSpreadsheet(panel, 'Summer potluck')
  await makeDestination(panel)
  stack.google.share(SEED_IDS.potluck, 'ada@gmail.com', 'none')
  await selectAndSend(browser, page, '#first')
  await see(panel, '1 not sent')
  await click(panel, 'All spreadsheets')
  await openSpreadsheet(panel, 'Contacts')
  await click(panel, 'Send here instead')
  await see(panel, 'Selections go here')
  await click(panel, '1 not sent')
  await click(panel, 'Send to Contacts instead')
  await seeNoMore(panel, 'not sent')
})

test('one that may be in the spreadsheet that was taken away goes elsewhere only after a question', async ({
  stack,
  browser,
  page,
  panel,
}) => {
  await openSpreadsheet(panel, 'Summer potluck')
  await makeDestination(panel)
  await stack.server.stop('SIGKILL')
  await selectAndSend(browser, page, '#first')
  await see(panel, '1 waiting')
  stack.google.share(SEED_IDS.potluck, 'ada@gmail.com', 'none')
  await stack.server.start()
  await openOutbox(panel)
  await click(panel, 'Send now')
  await see(panel, '1 not sent')
  await click(panel, '1 not sent')
  await click(panel, 'All spreadsheets')
  await openSpreadsheet(panel, 'Contacts')
  await click(panel, 'Send here instead')
  await see(panel, 'Selections go here')
  await click(panel, '1 not sent')
  await click(panel, 'Send to Contacts instead')
  await see(panel, 'It may be in Summer potluck › Dishes already')
  await panel.keyboard.press('Escape')
  await seeNoMore(panel, 'It may be in')
  await click(panel, 'Send to Contacts instead')
  await click(panel, 'Send it there')
  await seeNoMore(panel, 'not sent')
})
