import { randomUUID } from 'node:crypto'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import * as indexedDb from 'fake-indexeddb'
import { lastMe, server, session } from '#extension/lib/storage.ts'
import { close } from '#extension/outbox/disk.ts'
import type { Clip } from '#extension/outbox/entry.ts'
import type { NewEntry } from '#extension/outbox/outbox.ts'
import type { Person } from '#shared/contract/account.ts'
import type { GoogleAccount } from '#shared/contract/google.ts'
import type { Me } from '#shared/contract/me.ts'
import type { Destination } from '#shared/contract/destination.ts'

/** A browser that was just installed: no storage, an empty IndexedDB. */
export async function freshBrowser(): Promise<void> {
  await close()
  fakeBrowser.reset()
  Object.assign(globalThis, indexedDb, { indexedDB: new indexedDb.IDBFactory() })
}

export const ada: Person = {
  id: 'person-ada',
  email: 'ada@example.com',
  emailVerified: false,
  name: 'Ada',
  picture: null,
  hasPassword: true,
  signsInWithGoogle: false,
}
export const bob: Person = { ...ada, id: 'person-bob', email: 'bob@example.com', name: 'Bob' }

export const readingList: Destination = {
  id: 'destination-1',
  account: 'account-1',
  spreadsheetId: 'spreadsheet-reading',
  spreadsheetTitle: 'Reading list',
  spreadsheetUrl: 'https://docs.google.com/spreadsheets/d/spreadsheet-reading/edit',
  sheetId: 0,
  sheetTitle: 'Sheet1',
  tableStart: 'A1',
  columns: [
    { header: 'Note', template: '{{selection}}' },
    { header: 'Title', template: '{{title}}' },
    { header: 'Link', template: '{{url}}' },
    { header: 'Date', template: '{{date}}' },
  ],
  isDefault: true,
  urlPattern: null,
  review: false,
}
export const quotes: Destination = {
  ...readingList,
  id: 'destination-2',
  spreadsheetId: 'spreadsheet-quotes',
  spreadsheetTitle: 'Quotes',
}

/** The one Google account that a person connected, all well with it. */
export function connectionOf({ name }: Person): GoogleAccount {
  return {
    id: 'account-1',
    email: 'ada@gmail.com',
    name,
    picture: null,
    state: 'ok',
    missing: [],
    access: 'full',
    expiresAt: null,
    binding: 'off',
    isDefault: true,
  }
}

export function meOf(person: Person, destination: Destination | null = readingList): Me {
  return {
    person,
    googleAccounts: [connectionOf(person)],
    destinations: destination ? [destination] : [],
    preferences: { theme: 'system', view: null },
  }
}

/** Signs in as the screens do, with what the server said about the person. */
export async function signIn(
  person: Person,
  {
    address = 'http://localhost:8787',
    me = meOf(person),
  }: { address?: string; me?: Me | null } = {},
): Promise<void> {
  await server.write(address)
  await session.write({
    token: `token-of-${person.id}`.padEnd(40, 'x'),
    expiresAt: '2030-01-01T00:00:00Z',
    person,
    server: address,
  })
  if (me) await lastMe.write(me)
  else await lastMe.clear()
}

export function clip(selection: string): Clip {
  return {
    rows: [[{ kind: 'text', value: selection }]],
    headerRows: 0,
    title: 'A page',
    url: 'https://example.com/page',
    date: '2026-03-01',
    time: '09:30:00',
    page: {},
  }
}

let clicks = 0

/** A click of Ada's, later than those before it. */
export function clicked(selection: string, given: Partial<NewEntry> = {}): NewEntry {
  return {
    id: randomUUID(),
    createdAt: new Date(Date.UTC(2026, 2, 1) + clicks++ * 1000),
    person: ada.id,
    clip: clip(selection),
    destination: readingList,
    incognito: false,
    ...given,
  }
}
