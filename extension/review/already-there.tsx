import { queryOptions, useQuery } from '@tanstack/react-query'
import { Button } from '#extension/ui/button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import type { Api } from '#extension/lib/api.ts'
import type { LinkMatches } from '#shared/contract/destination.ts'
import { matchedRows, named } from './matched-rows.ts'
import styles from './review-screen.module.css'

/** Which of these links stand in a destination's sheet already. Somebody may send meanwhile: it is asked anew each time. */
export function matchesOptions(api: Api, destinationId: string, links: readonly string[]) {
  return queryOptions({
    queryKey: ['matches', destinationId, links],
    queryFn: ({ signal }) => api.matchesIn(destinationId, { links: [...links] }, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
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
  const rows = matchedRows(matches)
  const [first] = rows
  if (!first) return null
  const told = named(rows)
  return (
    <Notice
      tone="info"
      title={
        twins === null
          ? `Already in ${place}, ${told.words}`
          : `${twins.toLocaleString('en')} of these rows ${twins === 1 ? 'is' : 'are'} already in the sheet`
      }
      action={
        twins === null ? (
          told.rows.map(({ row, url }) => (
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
            <Button size="small" variant="text" onClick={() => open(first.url)}>
              Open row {first.row}
            </Button>
          </>
        )
      }
    >
      <span className={styles.quiet}>{why(twins)}</span>
    </Notice>
  )
}

function why(twins: number | null): string {
  if (twins === null) return 'With the same link. You can send this too.'
  return twins === 1
    ? 'It has the same link, and is marked below.'
    : 'They have the same links, and are marked below.'
}

function open(url: string): void {
  window.open(url, '_blank', 'noopener')
}
