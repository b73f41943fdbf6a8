import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { accountView } from '#extension/account/view.ts'
import { email, preferences } from '#shared/contract/account.ts'
import { flowPurpose, googleAccount } from '#shared/contract/google.ts'
import { me } from '#shared/contract/me.ts'
import { newSession } from '#shared/contract/session.ts'
import { errorCode } from '#shared/errors.ts'
import { DEFAULT_SERVER } from '#shared/extension.ts'

/**
 * What the extension keeps between its lives. Everything read back goes through zod: an item that an
 * older version wrote, or that is damaged, reads as its fallback.
 */
type Area = 'local' | 'session'

export type Item<T> = {
  /** The name that it is stored under. */
  key: string
  /** What a stored value says, for who reads it in another way than `read`. */
  parse(value: unknown): T
  read(): Promise<T>
  write(value: T): Promise<void>
  clear(): Promise<void>
  /** Calls back on every change, from whatever context it comes; answers what ends it. */
  watch(changed: (value: T) => void): () => void
}

function item<T>(area: Area, key: string, schema: z.ZodMiniType<T>, fallback: T): Item<T> {
  const parse = (value: unknown): T => {
    const parsed = schema.safeParse(value)
    return parsed.success ? parsed.data : fallback
  }
  return {
    key,
    parse,
    async read() {
      const stored = await browser.storage[area].get(key)
      return parse(stored[key])
    },
    async write(value) {
      await browser.storage[area].set({ [key]: value })
    },
    async clear() {
      await browser.storage[area].remove(key)
    },
    watch(changed) {
      const listener = (changes: Record<string, { newValue?: unknown }>, changedArea: string) => {
        const change = changes[key]
        if (changedArea === area && change) changed(parse(change.newValue))
      }
      browser.storage.onChanged.addListener(listener)
      return () => browser.storage.onChanged.removeListener(listener)
    },
  }
}

/** The server's address, without a slash at its end. */
export const server = item('local', 'server', z.url(), DEFAULT_SERVER)

/** The Sheetside session, and the server that it is for: it is never sent to another one. */
export const session = item(
  'local',
  'session',
  z.nullable(z.extend(newSession, { server: z.url() })),
  null,
)
export type StoredSession = NonNullable<Awaited<ReturnType<typeof session.read>>>

/**
 * What the server last said about the person: shown at once when a screen opens, and what the context
 * menu and the outbox go by while the server cannot be reached.
 */
export const lastMe = item('local', 'me', z.nullable(me), null)

/** The theme, also known while nobody is signed in. */
export const lastTheme = item('local', 'theme', preferences.shape.theme, 'system')

/**
 * Whether the keyboard shortcut has to open the panel, on which pages: the first pattern that names a page
 * tells; null names all. Apart from `me`, because it has to be known within the keys' own gesture.
 */
export const keyRoutes = item(
  'local',
  'keys',
  z.array(z.object({ pattern: z.nullable(z.string()), opensPanel: z.boolean() })),
  [],
)
export type KeyRoutes = Awaited<ReturnType<typeof keyRoutes.read>>

/**
 * The Google flow that runs in the background, for the popup that was closed by the flow's own window
 * and is opened again. In memory only.
 */
export const flow = item(
  'session',
  'flow',
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('idle') }),
    /** `account`: the connection that it mends, `GoogleAccount.id`. */
    z.object({
      state: z.literal('running'),
      purpose: flowPurpose,
      account: z.optional(z.string()),
    }),
    z.object({
      state: z.literal('failed'),
      purpose: flowPurpose,
      account: z.optional(z.string()),
      code: errorCode,
      message: z.string(),
    }),
    z.object({
      state: z.literal('connected'),
      purpose: z.literal('connect'),
      /** The connection that was to be mended; in Google's window another account may be chosen. */
      asked: z.optional(z.string()),
      account: z.pick(googleAccount, { id: true, email: true }),
      /** The spreadsheets that were picked on the way, where Google gives only what is picked. */
      picked: z.array(z.string()),
    }),
  ]),
  { state: 'idle' },
)
export type Flow = Awaited<ReturnType<typeof flow.read>>

/** Until when the badge tells of a refusal, in milliseconds since 1970. */
export const refusedUntil = item('session', 'refusedUntil', z.number(), 0)

/**
 * What the panel was opened for from a notification: a send to look at in the history, or to undo.
 * In memory only.
 */
export const panelErrand = item(
  'session',
  'panelErrand',
  z.nullable(z.object({ kind: z.enum(['look', 'undo']), send: z.uuid() })),
  null,
)
export type PanelErrand = NonNullable<Awaited<ReturnType<typeof panelErrand.read>>>

/**
 * The send that was taken back last from a notification, for a panel that shows it or its sheet. `at` in
 * milliseconds since 1970. In memory only.
 */
export const takenBack = item(
  'session',
  'takenBack',
  z.nullable(z.object({ send: z.uuid(), removed: z.int(), at: z.number() })),
  null,
)

/** The screen of the account that Google's window was opened from: the popup shows it when it is back. */
export const comeBackTo = item('session', 'comeBackTo', z.nullable(accountView), null)

/**
 * The link that the server was asked to mail, for the popup that is closed when the mail is looked for.
 * It is told of as long as the link works.
 */
export const mailedLink = item(
  'session',
  'mailedLink',
  z.nullable(
    z.object({
      server: z.url(),
      email,
      invitation: z.optional(z.string()),
      /** What it was asked for: another account, or the password of one that is there. */
      purpose: z.enum(['create', 'forgot']),
      /** In milliseconds since 1970. */
      at: z.number(),
    }),
  ),
  null,
)
export type MailedLink = NonNullable<Awaited<ReturnType<typeof mailedLink.read>>>
