import { defaultDestination, placeName } from '#extension/send/destinations.ts'
import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { actionFor, kinds, menuId, type Kind } from './menu-action.ts'

/** An item as the browser takes it. */
export type MenuItem = {
  id: string
  title?: string
  type?: 'separator'
  contexts: [Kind]
  parentId?: string
  documentUrlPatterns?: string[]
}

/** Besides those that belong to the page. */
const MOST_DESTINATIONS = 5

/** No browser's own pages, nor ours: only their selections, links and pictures may be wanted. */
const PAGES = ['*://*/*', 'file:///*']

/**
 * The items of the context menu: for each kind one that acts, or where there are several destinations one
 * that leads to them. A destination that is for some pages only stands first on those and nowhere else,
 * unless it is the default. Browsers have no item that is absent on some pages, so where one destination
 * is for all pages and another for some, both are there on those, and the browser puts them under the
 * extension's name, as it does for a link that is selected too; everywhere else it stays one click.
 */
export function itemsFor(me: Me | null): MenuItem[] {
  return kinds.flatMap((kind) => itemsOf(kind, me))
}

function itemsOf(kind: Kind, me: Me | null): MenuItem[] {
  const title = `Send ${kind} to sheet`
  const item = (id: string, more: Omit<MenuItem, 'id' | 'contexts'>): MenuItem => ({
    id,
    contexts: [kind],
    ...(kind === 'page' && { documentUrlPatterns: PAGES }),
    ...more,
  })
  if (!me?.destinations.some((to) => isUsable(me, to, kind))) {
    return [item(menuId({ does: 'choose', kind }), { title })]
  }

  const idOf = (to: Destination) => menuId(actionFor(me, to, kind))
  const { general, special } = offered(me, kind)
  const [only, ...others] = general
  if (others.length === 0) {
    return [
      ...special.map((to) =>
        item(idOf(to), {
          title: literally(`Send ${kind} to ${placeName(to)}`),
          documentUrlPatterns: pagesOf(to),
        }),
      ),
      item(only ? idOf(only) : menuId({ does: 'choose', kind }), { title }),
    ]
  }
  const parentId = `in:${kind}`
  const child = (to: Destination, more: Pick<MenuItem, 'documentUrlPatterns'> = {}) =>
    item(idOf(to), { title: literally(placeName(to)), parentId, ...more })
  return [
    item(parentId, { title }),
    ...special.map((to) => child(to, { documentUrlPatterns: pagesOf(to) })),
    ...general.map((to) => child(to)),
    item(`line:${kind}`, { type: 'separator', parentId }),
    item(menuId({ does: 'other', kind }), { title: 'Choose another sheet…', parentId }),
  ]
}

/** What is offered on every page, the default first, and what on some. */
function offered(me: Me, kind: Kind): { general: Destination[]; special: Destination[] } {
  const first = defaultDestination(me)
  const others = me.destinations.filter(({ id }) => id !== first?.id)
  const recent = others.filter((to) => to.urlPattern === null && isUsable(me, to, kind))
  return {
    general: [...(first ? [first] : []), ...recent].slice(0, MOST_DESTINATIONS),
    special: others.filter(({ urlPattern }) => urlPattern !== null),
  }
}

/** Whether something can be sent to it without anything to mend first. */
function isUsable(me: Me, to: Destination, kind: Kind): boolean {
  return actionFor(me, to, kind).does !== 'choose'
}

function pagesOf({ urlPattern }: Destination): string[] {
  return [`*://${urlPattern ?? ''}`]
}

/** As it is written: browsers take `&` for the next letter's key, and `%s` for what is selected. */
function literally(title: string): string {
  return title.replaceAll('&', '&&').replaceAll('%s', '%\u2060s')
}
