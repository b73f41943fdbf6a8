import type { Pointed } from '#extension/capture/pointed.ts'
import { isUsable } from '#extension/google/usable.ts'
import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'

/** What there is on a page to be sent. */
export type Kind = Pointed['kind']
export const kinds = ['selection', 'link', 'image', 'page'] as const satisfies readonly Kind[]

/**
 * What a click in the menu does. It stands in the item's id, because the panel can only be opened within
 * the click itself, when nothing can be looked up yet.
 * `send` goes at once; `review` is looked at first; `choose`: the panel has something to ask or to mend,
 * for the destination that is named, else for the default one; `other`: the panel asks where to.
 */
export type MenuAction =
  | { does: 'send' | 'review'; kind: Kind; destination: string }
  | { does: 'choose'; kind: Kind; destination?: string }
  | { does: 'other'; kind: Kind }

export function menuId(action: MenuAction): string {
  const { does, kind } = action
  const destination = 'destination' in action ? action.destination : undefined
  return [does, kind, ...(destination === undefined ? [] : [destination])].join(':')
}

/** Null for an id that is no action of ours. */
export function parseMenuId(id: string | number): MenuAction | null {
  const [verb, name, ...rest] = String(id).split(':')
  const does = verbs.find((each) => each === verb)
  const kind = kinds.find((each) => each === name)
  if (does === undefined || kind === undefined) return null
  const destination = rest.join(':')
  switch (does) {
    case 'send':
    case 'review':
      return destination === '' ? null : { does, kind, destination }
    case 'choose':
      return { does, kind, ...(destination !== '' && { destination }) }
    case 'other':
      return { does, kind }
  }
}

const verbs = ['send', 'review', 'choose', 'other'] as const satisfies readonly MenuAction['does'][]

export function opensPanel({ does }: Pick<MenuAction, 'does'>): boolean {
  return does !== 'send'
}

/** What sending something to a destination asks of the person: nothing, a look at it, or to mend its connection. */
export function actionFor(
  { googleAccounts }: Me,
  { id, account, review }: Destination,
  kind: Kind,
): MenuAction {
  const connection = googleAccounts.find((each) => each.id === account)
  if (!connection || !isUsable(connection, 'sheets')) {
    return { does: 'choose', kind, destination: id }
  }
  return { does: review ? 'review' : 'send', kind, destination: id }
}
