import { browser } from 'wxt/browser'

/**
 * A notification about sends. Its id says what a click does and about which: `sent:<id>`. The rest is
 * looked up, so that a click still works when the background has died in between.
 * Of a send it is the send's own id, of what is still in the outbox the entry's.
 */
const kinds = [
  /** A send arrived; several did at once: the first one's id. */
  'sent',
  'many',
  'kept',
  'failed',
  'choose',
  'review',
  'refused',
  /** A send is being taken back; it was, or is not there any more; a person has to say which row it is. */
  'undoing',
  'undone',
  'unsure',
  /** It was not taken back. */
  'stays',
] as const
export type Kind = (typeof kinds)[number]

export type Notice = { kind: Kind; id: string }

/** Null for a notification that is none of ours. */
export function readNotice(noticeId: string): Notice | null {
  const kind = kinds.find((each) => noticeId.startsWith(`${each}:`))
  return kind === undefined ? null : { kind, id: noticeId.slice(kind.length + 1) }
}

/** At most two buttons, for which not every browser has a place. */
export async function show(
  { kind, id }: Notice,
  title: string,
  message: string,
  buttons: readonly string[] = [],
): Promise<void> {
  await browser.notifications.create(`${kind}:${id}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title,
    message,
    // Firefox knows no buttons, and refuses a notification that has any.
    ...(buttons.length > 0 &&
      import.meta.env.BROWSER !== 'firefox' && { buttons: buttons.map((title) => ({ title })) }),
  })
}

export async function clear({ kind, id }: Notice): Promise<void> {
  await browser.notifications.clear(`${kind}:${id}`)
}
