import { useMutation } from '@tanstack/react-query'
import { ExternalLink, Undo2 } from 'lucide-react'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { browser } from 'wxt/browser'
import { clockWords } from '#extension/account/moment.ts'
import type { Api } from '#extension/lib/api.ts'
import { Button } from '#extension/ui/button.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import type { SentItem as Item, SentPlace } from '#shared/contract/send.ts'
import styles from './sent-item.module.css'
import { ownWords } from './sent.ts'
import { Explained, UndoFailure } from './undo-failure.tsx'
import { undoPlaceId } from './undo-place.ts'
import { countRows, GONE, showFailure, takenBackWords } from './undo-words.ts'
import type { Undo } from './use-undo.ts'

/** A send, where it went and where it came from, with the ways to its row and back out of the sheet. */
export function SentItem({
  api,
  item,
  undo,
  now,
  isLookedFor,
  onShow,
}: {
  api: Api
  item: Item
  undo: Undo
  now: number
  /** It is what the history was opened for. */
  isLookedFor: boolean
  onShow: (item: Item, place: SentPlace) => void
}) {
  const place = useRef<HTMLLIElement>(null)
  const undoing = undo.of(item.id)
  const undoneAt =
    undoing?.kind === 'undone'
      ? undoing.at
      : item.undoneAt === null
        ? null
        : Date.parse(item.undoneAt)
  const find = useMutation({
    mutationFn: async (to: 'panel' | 'google') => ({ to, found: await api.placeOfSend(item.id) }),
    onSuccess: async ({ to, found }) => {
      if (to === 'panel') onShow(item, found)
      else if (/^https?:/.test(found.url)) await browser.tabs.create({ url: found.url })
    },
  })

  useEffect(() => {
    if (!isLookedFor) return
    place.current?.scrollIntoView({ block: 'center' })
    place.current?.focus({ preventScroll: true })
  }, [isLookedFor])
  useKeptFocus(place, undoneAt !== null)

  const { preview, source } = item
  return (
    <li
      ref={place}
      id={undoPlaceId(item.id)}
      className={styles.item}
      tabIndex={-1}
      data-looked-for={isLookedFor || undefined}
      data-undone={undoneAt !== null || undefined}
    >
      <p className={preview === '' ? styles.unkept : styles.preview}>
        {preview === '' ? 'From a private window: what it was is not kept.' : ownWords(item)}
      </p>
      <p className={styles.detail}>
        {clockWords(Date.parse(item.sentAt))} · {item.rows > 1 && `${countRows(item.rows)} · `}
        {item.place}
      </p>
      {source !== null && <PageLink {...source} />}
      {item.unmarked && undoneAt === null && (
        <p className={styles.detail}>
          Without a mark in the sheet, which had no room for it: Undo may ask which row it is.
        </p>
      )}
      {undoneAt === null ? (
        <div className={styles.actions}>
          <Button
            size="small"
            variant="text"
            busy={find.isPending && find.variables === 'panel'}
            onClick={() => find.mutate('panel')}
          >
            Show row
          </Button>
          <Button
            size="small"
            variant="text"
            data-undo
            busy={undoing?.kind === 'under_way'}
            onClick={() => {
              find.reset()
              undo.start(item.id)
            }}
          >
            Undo
          </Button>
          <IconButton
            size="small"
            label="Open in Google Sheets"
            icon={<ExternalLink />}
            busy={find.isPending && find.variables === 'google'}
            onClick={() => find.mutate('google')}
          />
        </div>
      ) : (
        <p className={styles.undone}>
          <Undo2 aria-hidden="true" />
          {takenBackWords(undoneAt, now)}
        </p>
      )}
      {outcome()}
    </li>
  )

  function outcome(): ReactNode {
    if (undoing?.kind === 'gone') return <Notice tone="info">{GONE}</Notice>
    if (undoing?.kind === 'failed') {
      return (
        <UndoFailure
          error={undoing.error}
          account={item.account}
          onRetry={() => undo.start(item.id)}
        />
      )
    }
    if (!find.isError) return null
    return (
      <Explained
        explanation={showFailure(find.error)}
        account={item.account}
        onRetry={() => find.mutate(find.variables)}
      />
    )
  }
}

/** The page that it came from; a page that no link may lead to is named only. */
function PageLink({ title, url }: { title: string; url: string }) {
  const address = URL.parse(url)
  const words = title.trim() === '' ? (address?.host ?? '') : title.trim()
  if (words === '') return null
  return (
    <p className={styles.page}>
      {address && /^https?:$/.test(address.protocol) ? (
        <a href={url} target="_blank" rel="noreferrer">
          {words}
        </a>
      ) : (
        words
      )}
    </p>
  )
}

/** The button that was pressed goes with what it did: the item has the focus then, in its place. */
function useKeptFocus(place: RefObject<HTMLLIElement | null>, isDone: boolean): void {
  const was = useRef(isDone)
  const hadFocus = useRef(false)
  useEffect(() => {
    const item = place.current
    if (!item) return undefined
    const note = () => {
      hadFocus.current = true
    }
    const forget = ({ relatedTarget }: FocusEvent) => {
      // It goes elsewhere; where it only goes away, what had it was removed.
      if (relatedTarget !== null) hadFocus.current = false
    }
    item.addEventListener('focusin', note)
    item.addEventListener('focusout', forget)
    return () => {
      item.removeEventListener('focusin', note)
      item.removeEventListener('focusout', forget)
    }
  }, [place])
  useEffect(() => {
    if (isDone && !was.current && hadFocus.current && document.activeElement === document.body) {
      place.current?.focus({ preventScroll: true })
    }
    was.current = isDone
  }, [isDone, place])
}
