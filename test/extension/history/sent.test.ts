import { describe, expect, it } from 'vitest'
import { ownWords, sentOf } from '#extension/history/sent.ts'
import type { SentItem } from '#shared/contract/send.ts'
import { entryIn, NOW, sent } from '#test/extension/background/entries.ts'

describe('what is known of a send', () => {
  const item: SentItem = {
    id: 'b7d0a9f2-6f0c-4d57-8f0e-0d6f2b9f5a11',
    sentAt: '2026-11-22T12:00:00.000Z',
    account: 'a',
    spreadsheetId: 's'.repeat(12),
    sheetId: 0,
    place: 'Reading list › Sheet1',
    range: 'A7:C7',
    rows: 1,
    preview: 'Salt · https://example.org',
    source: null,
    undoneAt: null,
  }

  it('is what the outbox has, while it has it', () => {
    const entry = entryIn(sent(NOW))
    expect(sentOf(entry.request?.id ?? '', [entry], [item])).toEqual({
      place: 'Reading list › Sheet1',
      preview: 'x · A page · https://example.com/page · 2026-03-01',
      rows: entry.request?.rows,
    })
  })

  it('is what the history says where the outbox has forgotten it', () => {
    expect(sentOf(item.id, [], [item])).toEqual({
      place: item.place,
      preview: item.preview,
      rows: null,
    })
  })

  it('is nothing where neither knows it', () => {
    expect(sentOf('another', [], [item])).toEqual({ place: null, preview: '', rows: null })
  })
})

const of = (preview: string, title: string, url = 'https://example.com/') =>
  ownWords({ preview, source: { title, url } })

describe('what is shown of a send above its page', () => {
  it('has neither the page’s title nor its address', () => {
    expect(of('Night trains · A page · https://example.com/ · 2026-03-01', 'A page')).toBe(
      'Night trains · 2026-03-01',
    )
  })

  it('has no title that reads as several cells, or was written over lines', () => {
    expect(of('A quote · Night trains · The Daily', 'Night trains · The Daily')).toBe('A quote')
    expect(of('A quote · Night trains', ' Night\n  trains ')).toBe('A quote')
  })

  it('keeps cells that are but a part of the title', () => {
    expect(of('The Daily · A quote', 'Night trains · The Daily')).toBe('The Daily · A quote')
  })

  it('is all of it where nothing else was sent', () => {
    expect(of('A page · https://example.com/', 'A page')).toBe('A page · https://example.com/')
    expect(of('', '')).toBe('')
  })

  it('is all of it where the page is not known', () => {
    expect(ownWords({ preview: 'A quote · A page', source: null })).toBe('A quote · A page')
  })
})
