import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

async function open(id: string, query = ''): Promise<Document> {
  const response = await fetch(`${google.url}/spreadsheets/d/${id}/edit${query}`)
  return parseHTML(await response.text()).document
}

function cell(page: Document, a1: string): HTMLElement {
  const found = page.querySelector<HTMLElement>(`[data-at=${a1}]`)
  if (!found) throw new Error(`${a1} is not in sight`)
  return found
}

const text = (page: Document, a1: string) => cell(page, a1).textContent.trim()

/** What the class of a cell says in the page's own rules. */
function style(page: Document, a1: string): string {
  const [name = ''] = cell(page, a1).className.split(' ')
  const rules = page.querySelector('style')?.textContent ?? ''
  return new RegExp(`td\\.${name}\\{(.*)\\}`).exec(rules)?.[1] ?? ''
}

/** A spreadsheet of one sheet with id 0, after these requests. */
async function make(...requests: object[]): Promise<string> {
  const id = await newSpreadsheet(google)
  await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
  return id
}

const box = (a1: [number, number, number, number]) => ({
  startRowIndex: a1[0],
  endRowIndex: a1[1],
  startColumnIndex: a1[2],
  endColumnIndex: a1[3],
})

describe('a spreadsheet in the browser', () => {
  it('shows title, tabs, and cells as they are formatted; hidden tabs are not there', async () => {
    const page = await open(SEED_IDS.prices)
    expect(page.querySelector('h1')?.textContent).toBe('Prices 2026')
    const tabs = [...page.querySelectorAll('nav a')].map((tab) => tab.textContent.trim())
    expect(tabs).toEqual(['Europe', 'United States', 'Notes'])
    expect(page.querySelector('nav a')?.getAttribute('style')).toContain('--tab:rgb(')
    expect(['A2', 'B2', 'C2'].map((a1) => text(page, a1))).toEqual(['Oak board S', '€4.90', '0.0%'])
  })

  it('shows another tab, rows further down, and columns further on; frozen rows stay', async () => {
    const notes = await open(SEED_IDS.prices, '?gid=1440092137')
    expect(notes.querySelector('nav a[aria-current]')?.textContent.trim()).toBe('Notes')
    const far = await open(SEED_IDS.cells, '?from=99990&left=99')
    expect(far.querySelector('thead tr:nth-child(2) th')?.textContent).toBe('1')
    expect(text(far, 'CV1')).toBe('Done 20')
    expect(far.querySelector('tbody th')?.textContent).toBe('99801')
    expect(far.querySelectorAll('tbody tr')).toHaveLength(200)
    const links = [...far.querySelectorAll('.window a')].map((link) => link.textContent)
    expect(links).toEqual(['Columns before', 'Earlier rows'])
  })

  it.each(['?from=-1', '?from=many&left=', '?from=1e99', '?gid=5'])(
    'shows a part that is there for %s',
    async (query) => {
      const page = await open(SEED_IDS.prices, query)
      expect(page.querySelectorAll('tbody tr').length).toBeGreaterThan(0)
    },
  )

  it('what is in a cell is text, never markup, and leads to web addresses alone', async () => {
    google.writeCells(SEED_IDS.empty, 'A1', [['<img src=x onerror=alert(1)>']])
    const page = await open(SEED_IDS.empty)
    expect(page.querySelector('td img')).toBeNull()
    expect(text(page, 'A1')).toBe('<img src=x onerror=alert(1)>')
    const runs = await open(SEED_IDS.trip)
    expect(cell(runs, 'F8').querySelector('a')?.getAttribute('href')).toBe(
      'https://example.org/hours',
    )
    expect(text(runs, 'F8')).toBe('Closed on Mondays, see hours')
  })

  it('has the looks of cells: colours, alignment, joined cells, check boxes and choices', async () => {
    const page = await open(SEED_IDS.trip)
    expect(cell(page, 'A1').getAttribute('colspan')).toBe('6')
    expect(page.querySelector('[data-at=B1]')).toBeNull()
    expect(style(page, 'A1')).toMatch(/background:light-dark\(rgb\(210 227 252\).*font-weight:600/)
    expect(style(page, 'A1')).toContain('text-align:center')
    expect(cell(page, 'A3').getAttribute('rowspan')).toBe('3')
    expect(cell(page, 'E3').querySelector('.chip')?.textContent).toBe('Booked')
    const packing = await open(SEED_IDS.trip, '?gid=620000001')
    const boxes = ['A2', 'A4'].map((a1) => cell(packing, a1).querySelector('.box'))
    expect(boxes.map((box) => box?.getAttribute('aria-label'))).toEqual(['ticked', 'not ticked'])
  })

  it('leaves hidden rows and columns out, also from joined cells', async () => {
    const page = await open(SEED_IDS.trip)
    expect(page.querySelector('[data-at=C7]')).toBeNull()
    expect(page.querySelector('[data-at=G3]')).toBeNull()
    expect(cell(page, 'A6').getAttribute('rowspan')).toBe('2')
  })

  it('marks notes, and tells them', async () => {
    const page = await open(SEED_IDS.budget)
    expect(cell(page, 'B2').classList.contains('note')).toBe(true)
    expect(cell(page, 'B2').getAttribute('title')).toBe('Includes heating since last autumn.')
  })

  it('is written from the right where the sheet is', async () => {
    expect((await open(SEED_IDS.library)).querySelector('.grid')?.getAttribute('dir')).toBe('rtl')
    expect((await open(SEED_IDS.budget)).querySelector('.grid')?.getAttribute('dir')).toBe('ltr')
  })

  it('lets text go on over empty cells only', async () => {
    const long = { userEnteredValue: { stringValue: 'a long text that needs more room' } }
    const short = { userEnteredValue: { numberValue: 1 } }
    const id = await make({
      updateCells: {
        range: box([0, 2, 0, 2]),
        rows: [{ values: [long, {}] }, { values: [long, short] }],
        fields: 'userEnteredValue',
      },
    })
    const page = await open(id)
    expect(cell(page, 'A1').classList.contains('over')).toBe(true)
    expect(cell(page, 'A2').classList.contains('over')).toBe(false)
  })

  it('says so where a chart has a tab to itself', async () => {
    const sources = [{ startRowIndex: 0, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 1 }]
    const sourceRange = { sources }
    const basicChart = { chartType: 'BAR', domains: [{ domain: { sourceRange } }] }
    const spec = { basicChart: { ...basicChart, series: [{ series: { sourceRange } }] } }
    const id = await make({ addChart: { chart: { spec, position: { newSheet: true } } } })
    const gid = (await open(id)).querySelector('nav a:last-child')?.getAttribute('href') ?? ''
    const page = await open(id, gid.split('#')[0])
    expect(page.querySelector('table')).toBeNull()
    expect(page.querySelector('.grid')?.textContent).toContain('A chart has this tab to itself')
    expect(page.querySelector('.window')).toBeNull()
  })

  it.each(['', '/view'])(
    'is found at its shorter address too: /spreadsheets/d/ID%s',
    async (path) => {
      const address = `${google.url}/spreadsheets/d/${SEED_IDS.prices}${path}?gid=1440092137`
      const response = await fetch(address)
      expect(response.url).toBe(
        `${google.url}/spreadsheets/d/${SEED_IDS.prices}/edit?gid=1440092137`,
      )
    },
  )

  it.each(['/nope/edit', '/nope', '/no%0D%0Ape'])(
    'a spreadsheet that is not there has a page that says so: /spreadsheets/d%s',
    async (path) => {
      const response = await fetch(`${google.url}/spreadsheets/d${path}`)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('This file does not exist')
    },
  )
})

describe('the picture of a person', () => {
  it.each([
    ['Ada', 'A'],
    ['😀 Smile', '😀'],
    ['<b>', '<'],
  ])('of %s shows %s', async (name, letter) => {
    const other = await startGoogle({ people: [{ ...ADA, name }] })
    try {
      const { headers, text } = await callGoogle(other, `/a/${ADA.sub}=s96-c`)
      expect(headers.get('content-type')).toBe('image/svg+xml')
      const { document } = parseHTML(text)
      expect(document.querySelector('text')?.textContent.trim()).toBe(letter)
      expect(text).not.toContain('<<')
    } finally {
      await other.close()
    }
  })
})
