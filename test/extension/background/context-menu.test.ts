import { beforeEach, describe, expect, it } from 'vitest'
import { updateMenu } from '#extension/background/context-menu.ts'
import { actionFor, menuId, parseMenuId } from '#extension/background/menu-item.ts'
import { lastMe, session } from '#extension/lib/storage.ts'
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

describe('what a click would do', () => {
  it('is to send, where the destination and a working connection are known', () => {
    expect(menuId(actionFor(meOf(ada)))).toBe('send:destination-1')
  })

  it('is to send, too, where nothing but the list of spreadsheets is missing', () => {
    const me = withGrant('missing_scopes', ['drive'])
    expect(menuId(actionFor(me))).toBe('send:destination-1')
  })

  it.each([
    ['nobody is known', null],
    ['no destination was chosen', meOf(ada, null)],
    ['no Google account is connected', { ...meOf(ada), googleAccounts: [] }],
    ['the destination’s account is another one', meOf(ada, { ...readingList, account: 'other' })],
    ['the connection is broken', withGrant('reconnect_needed')],
    ['a scope is missing', withGrant('missing_scopes', ['sheets'])],
  ])('is to choose, where %s', (_, me) => {
    expect(menuId(actionFor(me))).toBe('choose')
  })

  it('is read back from the item’s id', () => {
    expect(parseMenuId('choose')).toEqual({ kind: 'choose' })
    expect(parseMenuId('send:a:b')).toEqual({ kind: 'send', destination: 'a:b' })
    expect(parseMenuId('another')).toBeNull()
    expect(parseMenuId(3)).toBeNull()
  })
})

describe('the menu item', () => {
  let menus: ReturnType<typeof installMenus>
  const ids = () => menus.items.map(({ id }) => id)

  beforeEach(async () => {
    await freshBrowser()
    menus = installMenus()
  })

  it('is there for selections, under one title', async () => {
    await updateMenu()
    expect(menus.items).toEqual([
      { id: 'choose', title: 'Send selection to sheet', contexts: ['selection'] },
    ])
  })

  it('follows who is signed in and what they chose', async () => {
    await signIn(ada)
    await updateMenu()
    expect(ids()).toEqual(['send:destination-1'])
    await lastMe.write(meOf(ada, quotes))
    await updateMenu()
    expect(ids()).toEqual(['send:destination-2'])
    await session.clear()
    await updateMenu()
    expect(ids()).toEqual(['choose'])
    await signIn(ada, { me: meOf(bob) })
    await updateMenu()
    expect(ids()).toEqual(['choose'])
  })

  it('is made once however many updates cross', async () => {
    await signIn(ada)
    await Promise.all([updateMenu(true), updateMenu(), updateMenu(true), updateMenu()])
    expect(ids()).toEqual(['send:destination-1'])
    expect(menus.errors).toEqual([])
  })

  it('is left alone where nothing changed, and made anew after an install', async () => {
    await updateMenu()
    await updateMenu()
    expect(menus.made).toHaveLength(1)
    await updateMenu(true)
    expect(menus.made).toHaveLength(2)
  })
})
