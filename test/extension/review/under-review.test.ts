import { beforeEach, expect, it } from 'vitest'
import { addEntry, entries } from '#extension/outbox/outbox.ts'
import {
  destinationOf,
  headingsOf,
  linksOf,
  underReview,
  type Reviewed,
} from '#extension/review/under-review.ts'
import { text, type Cell } from '#shared/cells.ts'
import { MATCHED_LINKS } from '#shared/contract/destination.ts'
import {
  ada,
  clicked,
  freshBrowser,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'

beforeEach(async () => {
  await freshBrowser()
  await signIn(ada)
})

const link = (url: string): Cell => ({ kind: 'text', value: 'a link', link: url })
const looked = { ...readingList, review: true }

async function reviewed(destination = looked): Promise<Reviewed> {
  await addEntry(clicked('x', { destination }))
  const [entry] = underReview(await entries())
  if (!entry) throw new Error('Nothing is to be looked at.')
  return entry
}

it('what waits to be looked at is listed with the newest first, and nothing else is', async () => {
  const first = await addEntry(clicked('first', { destination: looked }))
  await addEntry(clicked('goes by itself'))
  const second = await addEntry(clicked('second', { destination: looked }))
  expect(underReview(await entries()).map(({ id }) => id)).toEqual([second.id, first.id])
})

it('columns are called by their headers, else by their letters, also beyond the last of them', async () => {
  const columns = [
    { header: 'Note', template: '{{selection}}' },
    { header: ' ', template: '{{title}}' },
  ]
  const entry = await reviewed({ ...looked, tableStart: 'C4', columns })
  const wide = [[text('a')], [text('a'), text('b'), text('c')]]
  expect(headingsOf(entry, wide, { ...looked, columns })).toEqual(['Note', 'Column D', 'Column E'])
  expect(headingsOf(entry, wide, null)[0]).toBe('Column C')
})

it('its destination is found by its place, and is nothing where it was forgotten', async () => {
  const entry = await reviewed()
  expect(destinationOf(entry, [quotes, looked])).toEqual(looked)
  expect(destinationOf(entry, [quotes])).toBeNull()
})

it('links are looked up that stand in the columns for the page’s, each once', () => {
  const rows = [
    [link('https://a.example/'), text('b'), text('https://b.example/x')],
    [link('https://a.example/'), text('b'), text('https://b.example/x')],
    [link('mailto:a@b.example'), text('b'), text('no link')],
  ]
  const plain = { header: '', template: '' }
  const forPage = { header: 'Link', template: '{{url}}' }
  expect(linksOf(rows, { columns: [plain, plain, forPage] })).toEqual(['https://b.example/x'])
  expect(linksOf(rows, { columns: [plain, plain, plain] })).toEqual([
    'https://a.example/',
    'https://b.example/x',
  ])
})

it('no more links are looked up than the server takes at once', () => {
  const rows = Array.from({ length: 1000 }, (_, at) => [text(`https://example.com/${at}`)])
  expect(linksOf(rows, { columns: [{ header: 'Link', template: '{{url}}' }] })).toHaveLength(
    MATCHED_LINKS,
  )
})
