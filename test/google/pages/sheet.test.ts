import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('a spreadsheet in the browser', () => {
  it('shows title, tabs, and cells as they are formatted; hidden tabs are not there', async () => {
    const page = await open(SEED_IDS.prices)
    expect(page.querySelector('h1')?.textContent).toBe('Prices 2026')
    const tabs = [...page.querySelectorAll('nav a')].map((tab) => tab.textContent.trim())
    expect(tabs).toEqual(['Europe', 'United States', 'Notes'])
    const cells = [...page.querySelectorAll('tbody tr:nth-child(2) td')]
    expect(cells.slice(0, 3).map((cell) => cell.textContent.trim())).toEqual([
      'Oak board S',
      '€4.90',
      '0.0%',
    ])
  })

  it('shows another tab, and rows further down', async () => {
    const notes = await open(SEED_IDS.prices, '?gid=1440092137')
    expect(notes.querySelector('nav a[aria-current]')?.textContent.trim()).toBe('Notes')
    const far = await open(SEED_IDS.measurements, '?gid=0&from=5000')
    expect(far.querySelector('tbody th')?.textContent).toBe('5001')
    expect(far.querySelectorAll('tbody tr')).toHaveLength(200)
  })

  it('what is in a cell is text, never markup', async () => {
    google.writeCells(SEED_IDS.empty, 'A1', [['<img src=x onerror=alert(1)>']])
    const page = await open(SEED_IDS.empty)
    expect(page.querySelector('td img')).toBeNull()
    expect(page.querySelector('td')?.textContent.trim()).toBe('<img src=x onerror=alert(1)>')
  })
})
