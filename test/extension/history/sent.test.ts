import { describe, expect, it } from 'vitest'
import { ownWords } from '#extension/history/sent.ts'

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
