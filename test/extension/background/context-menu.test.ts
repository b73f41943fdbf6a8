import { beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { updateMenu } from '#extension/background/context-menu.ts'
import { kinds, menuId, opensPanel, parseMenuId } from '#extension/background/menu-action.ts'
import { itemsFor } from '#extension/background/menu-items.ts'
import { lastMe, session } from '#extension/lib/storage.ts'
import type { Destination } from '#shared/contract/destination.ts'
import type { GrantState, Service } from '#shared/contract/google.ts'
import type { Me } from '#shared/contract/me.ts'
import {
  ada,
  bob,
  freshBrowser,
  meOf,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'
import { installMenus } from './menus.ts'

function withGrant(state: GrantState, missing: Service[] = []): Me {
  const me = meOf(ada)
  return {
    ...me,
    googleAccounts: me.googleAccounts.map((account) => ({ ...account, state, missing })),
  }
}

/** Ada's, the first of them her default. */
function withDestinations(...destinations: Destination[]): Me {
  return {
    ...meOf(ada),
    destinations: destinations.map((each, index) => ({ ...each, isDefault: index === 0 })),
  }
}

const jobs: Destination = {
  ...readingList,
  id: 'destination-3',
  spreadsheetId: 'spreadsheet-jobs',
  spreadsheetTitle: 'Jobs',
  isDefault: false,
  urlPattern: 'example.com/jobs/*',
}

const itemsOf = (me: Me | null, kind = 'selection') =>
  itemsFor(me).filter(({ contexts }) => contexts[0] === kind)
const ids = (me: Me | null, kind = 'selection') => itemsOf(me, kind).map(({ id }) => id)

describe('what a click would do', () => {
  it('is to send, where the destination and a working connection are known', () => {
    expect(ids(meOf(ada))).toEqual(['send:selection:destination-1'])
  })

  it('is to send, too, where nothing but the list of spreadsheets is missing', () => {
    expect(ids(withGrant('missing_scopes', ['drive']))).toEqual(['send:selection:destination-1'])
  })

  it('is to look at the rows first, where the destination wants that', () => {
    expect(ids(meOf(ada, { ...readingList, review: true }))).toEqual([
      'review:selection:destination-1',
    ])
  })

  it.each([
    ['nobody is known', null],
    ['no destination was chosen', meOf(ada, null)],
    ['no Google account is connected', { ...meOf(ada), googleAccounts: [] }],
    ['the destination’s account is another one', meOf(ada, { ...readingList, account: 'other' })],
    ['the connection is broken', withGrant('reconnect_needed')],
    ['a scope is missing', withGrant('missing_scopes', ['sheets'])],
  ])('is to choose, where %s', (_, me) => {
    expect(ids(me)).toEqual(['choose:selection'])
  })

  it.each([
    { does: 'send', kind: 'image', destination: 'a:b' },
    { does: 'review', kind: 'page', destination: 'a' },
    { does: 'choose', kind: 'link' },
    { does: 'choose', kind: 'link', destination: 'a' },
    { does: 'other', kind: 'selection' },
  ] as const)('is read back from the item’s id: %o', (action) => {
    expect(parseMenuId(menuId(action))).toEqual(action)
    expect(opensPanel(action)).toBe(action.does !== 'send')
  })

  it.each(['another', 3, 'send:selection', 'send:video:a', 'in:selection', 'line:link'])(
    'is nothing for an id that is no action: %s',
    (id) => {
      expect(parseMenuId(id)).toBeNull()
    },
  )
})

describe('the items', () => {
  it('are one for each kind where there is one destination, each under its own name', () => {
    expect(itemsFor(meOf(ada)).map(({ id, title }) => [id, title])).toEqual([
      ['send:selection:destination-1', 'Send selection to sheet'],
      ['send:link:destination-1', 'Send link to sheet'],
      ['send:image:destination-1', 'Send image to sheet'],
      ['send:page:destination-1', 'Send page to sheet'],
    ])
  })

  it.each(kinds)('lead to several destinations, the default first: %s', (kind) => {
    const items = itemsOf(withDestinations(readingList, { ...quotes, review: true }), kind)
    expect(items.map(({ id, title, type, parentId }) => [id, title ?? type, parentId])).toEqual([
      [`in:${kind}`, `Send ${kind} to sheet`, undefined],
      [`send:${kind}:destination-1`, 'Reading list › Sheet1', `in:${kind}`],
      [`review:${kind}:destination-2`, 'Quotes › Sheet1', `in:${kind}`],
      [`line:${kind}`, 'separator', `in:${kind}`],
      [`other:${kind}`, 'Choose another sheet…', `in:${kind}`],
    ])
  })

  it('are of the five destinations that were used last', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ ...quotes, id: `number-${index}` }))
    expect(ids(withDestinations(...many)).filter((id) => id.startsWith('send:'))).toEqual(
      [0, 1, 2, 3, 4].map((index) => `send:selection:number-${index}`),
    )
  })

  it('have on the pages of a destination that destination first, and elsewhere not at all', () => {
    const items = itemsOf(withDestinations(readingList, quotes, jobs))
    expect(items.slice(0, 3)).toMatchObject([
      { id: 'in:selection' },
      { id: 'send:selection:destination-3', documentUrlPatterns: ['*://example.com/jobs/*'] },
      { id: 'send:selection:destination-1' },
    ])
    expect(items.filter(({ documentUrlPatterns }) => documentUrlPatterns)).toHaveLength(1)
  })

  it('stay one click away from it, where there is but one for all pages', () => {
    expect(itemsOf(withDestinations(readingList, jobs))).toEqual([
      {
        id: 'send:selection:destination-3',
        title: 'Send selection to Jobs › Sheet1',
        contexts: ['selection'],
        documentUrlPatterns: ['*://example.com/jobs/*'],
      },
      {
        id: 'send:selection:destination-1',
        title: 'Send selection to sheet',
        contexts: ['selection'],
      },
    ])
  })

  it('offer the default everywhere, although it is for some pages above all', () => {
    expect(itemsOf(withDestinations({ ...jobs, isDefault: true }))).toEqual([
      {
        id: 'send:selection:destination-3',
        title: 'Send selection to sheet',
        contexts: ['selection'],
      },
    ])
  })

  it('send nothing elsewhere where the default’s connection is broken: its place says what to mend', () => {
    const me = withDestinations({ ...readingList, account: 'gone' }, quotes)
    expect(ids(me)).toEqual([
      'in:selection',
      'choose:selection:destination-1',
      'send:selection:destination-2',
      'line:selection',
      'other:selection',
    ])
  })

  it('name spreadsheets as they are called, signs of browsers’ menus and all', () => {
    const me = withDestinations(readingList, { ...quotes, spreadsheetTitle: 'R&D 100%s' })
    expect(itemsOf(me).map(({ title }) => title)).toContain('R&&D 100%\u2060s › Sheet1')
  })
})

describe('the menu', () => {
  let menus: ReturnType<typeof installMenus>
  const selections = () =>
    menus.items.filter(({ contexts }) => contexts[0] === 'selection').map(({ id }) => id)

  beforeEach(async () => {
    await freshBrowser()
    menus = installMenus()
  })

  it('follows who is signed in and what they chose', async () => {
    await signIn(ada)
    await updateMenu()
    expect(selections()).toEqual(['send:selection:destination-1'])
    await lastMe.write(meOf(ada, quotes))
    await updateMenu()
    expect(selections()).toEqual(['send:selection:destination-2'])
    await session.clear()
    await updateMenu()
    expect(selections()).toEqual(['choose:selection'])
    await signIn(ada, { me: meOf(bob) })
    await updateMenu()
    expect(selections()).toEqual(['choose:selection'])
  })

  it('is made once however many updates cross', async () => {
    await signIn(ada, { me: withDestinations(readingList, quotes, jobs) })
    await Promise.all([updateMenu(true), updateMenu(), updateMenu(true), updateMenu()])
    expect(menus.items).toEqual(itemsFor(withDestinations(readingList, quotes, jobs)))
    expect(menus.errors).toEqual([])
  })

  it('is left alone where nothing changed, and made anew after an install', async () => {
    await updateMenu()
    await updateMenu()
    expect(menus.made).toHaveLength(4)
    await updateMenu(true)
    expect(menus.made).toHaveLength(8)
  })

  it('is made anew where the background died in the middle of making it', async () => {
    await signIn(ada)
    await updateMenu()
    await lastMe.write(meOf(ada, quotes))
    const { create } = fakeBrowser.contextMenus
    Object.assign(fakeBrowser.contextMenus, {
      create: () => {
        throw new Error('died')
      },
    })
    await expect(updateMenu()).rejects.toThrow('died')
    Object.assign(fakeBrowser.contextMenus, { create })
    // Even where what was there before is wanted again.
    await lastMe.write(meOf(ada))
    await updateMenu()
    expect(selections()).toEqual(['send:selection:destination-1'])
  })

  it('does without a pattern that the browser does not take', async () => {
    menus.refused = '*://example.com/jobs/*'
    await signIn(ada, { me: withDestinations(readingList, jobs) })
    await updateMenu()
    expect(selections()).toEqual(['send:selection:destination-1'])
  })
})
