import { queryOptions, useQuery } from '@tanstack/react-query'
import { Button } from '#extension/ui/button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import type { Api } from '#extension/lib/api.ts'
import { parseRange } from '#shared/a1.ts'
import type { LinkMatches } from '#shared/contract/destination.ts'
import styles from './review-screen.module.css'

/** Which of these links stand in a destination's sheet already. Somebody may send meanwhile: it is asked anew each time. */
export function matchesOptions(api: Api, destinationId: string, links: readonly string[]) {
  return queryOptions({
    queryKey: ['matches', destinationId, links],
    queryFn: ({ signal }) => api.matchesIn(destinationId, { links: [...links] }, signal),
    staleTime: 30_000,
    // It helps, and is not needed: what fails is not worth the quota of another try.
    retry: false,
  })
}

const NOTHING: LinkMatches['matches'] = []

export function useMatches(api: Api, destinationId: string | null, links: readonly string[]) {
  return (
    useQuery({
      ...matchesOptions(api, destinationId ?? '', links),
      enabled: destinationId !== null && links.length > 0,
      select: ({ matches }) => matches,
      placeholderData: { matches: NOTHING },
    }).data ?? NOTHING
  )
}

const TOLD = 3

/** Says that what is about to be sent stands in the sheet, and leads there. It may be sent all the same. */
export function AlreadyThere({
  matches,
  place = 'the sheet',
  twins = null,
  onLeaveOut,
}: {
  matches: LinkMatches['matches']
  /** How the sheet is called, where it is not said beside. */
  place?: string
  /** How many of several rows it is about; null where there is only one. */
  twins?: number | null
  onLeaveOut?: () => void
}) {
  const rows = [...new Map(matches.map(({ range, url }) => [rowOf(range), url]))]
  const [first] = rows
  if (!first) return null
  return (
    <Notice
      tone="info"
      title={
        twins === null
          ? `Already in ${place}, ${rowsWords(rows.map(([row]) => row))}`
          : `${twins.toLocaleString('en')} of these rows ${twins === 1 ? 'is' : 'are'} already in the sheet`
      }
      action={
        twins === null ? (
          rows.slice(0, TOLD).map(([row, url]) => (
            <Button key={row} size="small" variant="text" onClick={() => open(url)}>
              {rows.length === 1 ? 'Open that row' : `Open row ${row}`}
            </Button>
          ))
        ) : (
          <>
            {onLeaveOut && (
              <Button size="small" variant="text" onClick={onLeaveOut}>
                {twins === 1 ? 'Leave it out' : 'Leave them out'}
              </Button>
            )}
            <Button size="small" variant="text" onClick={() => open(first[1])}>
              Open row {first[0]}
            </Button>
          </>
        )
      }
    >
      <span className={styles.quiet}>
        {twins === null
          ? 'The same link stands there. You can send this too.'
          : 'They have the same links, and are marked below.'}
      </span>
    </Notice>
  )
}

function open(url: string): void {
  window.open(url, '_blank', 'noopener')
}

/** `A7:D7` → `7`. */
function rowOf(range: string): number {
  return (parseRange(range)?.startRow ?? 0) + 1
}

/** `row 12`, `rows 12 and 40`, `rows 3, 12 and 2 more`. */
function rowsWords(rows: readonly number[]): string {
  const [first = 0, second, ...others] = rows
  if (second === undefined) return `row ${first}`
  if (others.length === 0) return `rows ${first} and ${second}`
  return `rows ${first}, ${second} and ${others.length} more`
}
