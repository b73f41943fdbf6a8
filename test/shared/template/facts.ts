import type { Cell } from '#shared/cells.ts'
import type { Facts, ReadText } from '#shared/template/facts.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import { render } from '#shared/template/render.ts'
import type { Template } from '#shared/template/template.ts'

/** A page about otters, with all that a page may say of itself. */
export const facts: Facts = {
  selection: { kind: 'text', value: 'Sea otters hold hands' },
  now: { date: '2026-03-05', time: '14:07:09' },
  page: {
    title: 'Otters',
    url: 'https://www.otters.example/sea',
    author: 'Enhydra Lutris',
    description: 'All about otters',
    lang: 'en-GB',
    site: 'Otter World',
    published: '2026-03-01T23:30:00-08:00',
    image: 'https://otters.example/otter.png',
    meta: { 'og:type': 'article', robots: 'index' },
    schema: [
      { '@type': 'WebSite', name: 'Otter World' },
      {
        '@type': ['NewsArticle', 'Article'],
        headline: 'Hands held',
        author: [
          { '@type': 'Person', name: 'Ann' },
          { '@type': 'Person', name: 'Bo' },
        ],
        wordCount: 420,
        isAccessibleForFree: true,
        offers: [
          { '@type': 'Offer', price: '9.50' },
          { '@type': 'Offer', price: '12.00' },
        ],
      },
    ],
    selected: {
      h1: ['Sea otters'],
      '.tag': ['sea', 'otter', 'sea'],
      'a.more?href': ['https://otters.example/more'],
    },
  },
  row: [
    { header: 'Name', cell: { kind: 'text', value: 'Luna' } },
    { header: 'Weight (kg)', cell: { kind: 'number', value: 28.5 } },
  ],
}

/** A template that is known to be right. */
export function templateOf(typed: string): Template {
  const parsed = parseTemplate(typed)
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes))
  return parsed.template
}

export function rendered(typed: string, known: Partial<Facts> = {}): Cell {
  return render(templateOf(typed), { ...facts, ...known }, read)
}

/** A reader of the plainest numbers and times, in place of the extension's. */
export const read: ReadText = (value) => {
  if (/^\d+(\.\d+)?$/.test(value)) return { kind: 'number', value: Number(value) }
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value)) return { kind: 'datetime', value }
  return { kind: 'text', value }
}
