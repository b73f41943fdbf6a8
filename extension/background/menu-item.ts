import { isUsable } from '#extension/google/usable.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import type { Me } from '#shared/contract/me.ts'

/**
 * What a click on the menu item does. It stands in the item's id, because the panel can only be opened
 * within the click itself, when nothing can be looked up yet.
 */
export type MenuAction = { kind: 'send'; destination: string } | { kind: 'choose' }

const SEND = 'send:'
const CHOOSE = 'choose'

export function menuId(action: MenuAction): string {
  return action.kind === 'send' ? SEND + action.destination : CHOOSE
}

/** Null for an id that is none of ours. */
export function parseMenuId(id: string | number): MenuAction | null {
  const name = String(id)
  if (name === CHOOSE) return { kind: 'choose' }
  if (!name.startsWith(SEND)) return null
  return { kind: 'send', destination: name.slice(SEND.length) }
}

/**
 * Sends straight away where the person, their destination and a working connection to its Google
 * account are known; else the panel has something to ask or to mend.
 */
export function actionFor(me: Me | null): MenuAction {
  const destination = defaultDestination(me)
  const account = me?.googleAccounts.find(({ id }) => id === destination?.account)
  return destination && account && isUsable(account, 'sheets')
    ? { kind: 'send', destination: destination.id }
    : { kind: 'choose' }
}
