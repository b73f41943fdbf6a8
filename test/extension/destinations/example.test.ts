import { expect, it } from 'vitest'
import type { Clip, Entry } from '#extension/outbox/entry.ts'
import { exampleOf } from '#extension/destinations/example.ts'

const NOW = new Date(2026, 2, 5, 14, 7, 9)

function entry(minute: number, clip: Partial<Clip>): Entry {
  return {
    id: `00000000-0000-4000-8000-0000000000${minute}`,
    createdAt: `2026-03-05T14:${minute}:00Z`,
    person: null,
    clip: {
      rows: [[{ kind: 'text', value: `at ${minute}` }]],
      headerRows: 0,
      title: 'Otters',
      url: 'https://otters.example/',
      date: '2026-03-05',
      time: '14:00:00',
      page: { author: 'Ann' },
      ...clip,
    },
    request: null,
    destinationName: null,
    state: { kind: 'needs_destination' },
    inDoubt: false,
    isEdited: false,
    incognito: false,
  }
}

it('is the last plain selection, with what its page said', () => {
  const table = [
    [
      { kind: 'text' as const, value: 'a' },
      { kind: 'text' as const, value: 'b' },
    ],
  ]
  const outbox = [
    entry(11, {}),
    entry(12, {}),
    entry(10, {}),
    entry(13, { rows: table }),
    entry(14, { headerRows: 1 }),
    entry(15, { rows: [[{ kind: 'empty' }]] }),
  ]
  expect(exampleOf(outbox, NOW)).toEqual({
    kind: 'own',
    facts: {
      selection: { kind: 'text', value: 'at 12' },
      now: { date: '2026-03-05', time: '14:00:00' },
      page: { author: 'Ann', title: 'Otters', url: 'https://otters.example/' },
    },
  })
})

it('is made up where there is none, with today’s date', () => {
  expect(exampleOf([], NOW)).toMatchObject({
    kind: 'made_up',
    facts: { now: { date: '2026-03-05', time: '14:07:09' } },
  })
})
