import { localDay, localTime } from '#extension/send/clip.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import type { Facts } from '#shared/template/facts.ts'

/** What templates are tried on while they are typed. */
export type Example = {
  /** The person's own last selection, or one that is made up. */
  kind: 'own' | 'made_up'
  facts: Facts
}

/**
 * The last thing that was selected and is still in the outbox, if it is plain text: to a table, what the
 * table's own header says matters more than the templates.
 */
export function exampleOf(outbox: readonly Entry[], now: Date): Example {
  const plain = outbox.filter(
    ({ clip }) => clip.headerRows === 0 && clip.rows[0]?.length === 1 && !isBlank(clip.rows[0][0]),
  )
  const last = plain.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  const [selection] = last?.clip.rows[0] ?? []
  if (!last || !selection) return { kind: 'made_up', facts: madeUp(now) }
  const { title, url, date, time, page } = last.clip
  return {
    kind: 'own',
    facts: { selection, now: { date, time }, page: { ...page, title, url } },
  }
}

function isBlank(cell: Facts['selection'] | undefined): boolean {
  return cell === undefined || cell.kind === 'empty'
}

function madeUp(now: Date): Facts {
  return {
    selection: { kind: 'text', value: 'From Vienna to Rome in one night' },
    now: { date: localDay(now), time: localTime(now) },
    page: {
      title: 'Night trains worth the detour',
      url: 'https://www.example.com/travel/night-trains',
      author: 'Ada Lovelace',
      description: 'Seven lines, and where to sit on each of them.',
      lang: 'en',
      site: 'Example Travel',
      published: '2026-03-05',
      image: 'https://www.example.com/travel/night-trains.jpg',
    },
  }
}
