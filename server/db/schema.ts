import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Preferences } from '#shared/contract/account.ts'
import type { SecurityEventKind } from '#shared/contract/event.ts'
import type { FlowPurpose, GrantState, Service } from '#shared/contract/google.ts'
import type { Column } from '#shared/contract/destination.ts'
import type { SendResult } from '#shared/contract/send.ts'
import type { GoogleAccess } from '#shared/contract/server.ts'

const time = (name: string) => integer(name, { mode: 'timestamp_ms' })

export const people = sqliteTable('people', {
  id: text('id').primaryKey(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  /** When it became known that the email is theirs; null until then. */
  emailVerifiedAt: time('email_verified_at'),
  name: text('name'),
  picture: text('picture'),
  /** Argon2id in PHC format; null for a person who signs in with Google alone. */
  passwordHash: text('password_hash'),
  preferences: text('preferences', { mode: 'json' }).$type<Preferences>().notNull(),
  createdAt: time('created_at').notNull(),
})

export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the token, hex; the token itself is nowhere on the server. */
    id: text('id').primaryKey(),
    userId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Seconds since 1970, as Lucia's adapter keeps it. */
    expiresAt: integer('expires_at').notNull(),
    /** Names the session to its person, who may end it. It opens nothing. */
    publicId: text('public_id').notNull().unique(),
    device: text('device').notNull(),
    createdAt: time('created_at').notNull(),
    lastUsedAt: time('last_used_at').notNull(),
  },
  (table) => [index('sessions_person').on(table.userId)],
)

/** What happened to an account, for its person to read. */
export const securityEvents = sqliteTable(
  'security_events',
  {
    /** Grows with time. */
    id: integer('id').primaryKey({ autoIncrement: true }),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<SecurityEventKind>().notNull(),
    at: time('at').notNull(),
    device: text('device'),
    address: text('address'),
    detail: text('detail'),
  },
  (table) => [index('security_events_person').on(table.personId, table.id)],
)

/** A link that sets a password or changes an email. It works once. */
export const accountLinks = sqliteTable('account_links', {
  /** SHA-256 of the link's token, hex. */
  id: text('id').primaryKey(),
  purpose: text('purpose').$type<'set_password' | 'change_email'>().notNull(),
  /** Whose account; null where the link creates one. */
  personId: text('person_id').references(() => people.id, { onDelete: 'cascade' }),
  /** The email that opening the link proves. */
  email: text('email').notNull(),
  /** The invitation that is used up with the link. */
  invitationId: text('invitation_id'),
  expiresAt: time('expires_at').notNull(),
})

export const invitations = sqliteTable('invitations', {
  /** SHA-256 of the invitation, hex. */
  id: text('id').primaryKey(),
  /** Who alone may use it; null for whoever has it. */
  email: text('email'),
  expiresAt: time('expires_at').notNull(),
})

/** How much of a limit is used up, as rate-limiter-flexible keeps it. */
export const throttles = sqliteTable('throttles', {
  /** The limit's name and the SHA-256 of what it limits. */
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Milliseconds since 1970. */
  expire: integer('expire'),
})

/** Which Google person may sign in as whom. Connecting a Google account does not write here. */
export const googleIdentities = sqliteTable('google_identities', {
  /** Google's `sub`: the only name by which Google people are known. */
  sub: text('sub').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  createdAt: time('created_at').notNull(),
})

/** A Google account that a person connected, with its grant. Tokens are sealed, bound to this row's id. */
export const googleAccounts = sqliteTable(
  'google_accounts',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    sub: text('sub').notNull(),
    email: text('email').notNull(),
    name: text('name'),
    picture: text('picture'),
    isDefault: integer('is_default', { mode: 'boolean' }).notNull(),
    state: text('state').$type<GrantState>().notNull(),
    access: text('access').$type<GoogleAccess>().notNull().default('full'),
    /** As Google granted them, space separated. */
    scopes: text('scopes').notNull(),
    refreshToken: text('refresh_token').notNull(),
    accessToken: text('access_token').notNull(),
    accessExpiresAt: time('access_expires_at').notNull(),
    /** When the grant itself will die, where Google says so. */
    grantExpiresAt: time('grant_expires_at'),
    /** The thumbprint (RFC 7638) of the DPoP key that the refresh token is bound to; null where to none. */
    boundTo: text('bound_to'),
    /** Who refreshes now, in whatever process, holds the lease until then. */
    refreshLeaseUntil: time('refresh_lease_until'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('google_accounts_person_sub').on(table.personId, table.sub),
    uniqueIndex('google_accounts_default')
      .on(table.personId)
      .where(sql`${table.isDefault} = 1`),
  ],
)

/** An OAuth flow on its way: from the start URL to Google's callback. */
export const oauthFlows = sqliteTable('oauth_flows', {
  /** SHA-256 of the start URL's token, hex. */
  id: text('id').primaryKey(),
  purpose: text('purpose').$type<FlowPurpose>().notNull(),
  /** Who connects; null for a sign-in. */
  personId: text('person_id').references(() => people.id, { onDelete: 'cascade' }),
  redirectUri: text('redirect_uri').notNull(),
  /** The extension's PKCE challenge. */
  codeChallenge: text('code_challenge').notNull(),
  loginHint: text('login_hint'),
  /** What is asked of Google. */
  access: text('access').$type<GoogleAccess>().notNull().default('full'),
  /** The one service that is asked for; null for all. */
  need: text('need').$type<Service>(),
  /** What the Picker has ready. */
  fileIds: text('file_ids', { mode: 'json' }).$type<string[]>(),
  invitationId: text('invitation_id'),
  /** Set when the start URL is opened, which works once: SHA-256 of `state`, hex. */
  stateHash: text('state_hash').unique(),
  /** SHA-256 of the cookie that binds the flow to the browser that opened it, hex. */
  browserHash: text('browser_hash'),
  nonce: text('nonce'),
  /** Our PKCE verifier towards Google, sealed. */
  verifier: text('verifier'),
  expiresAt: time('expires_at').notNull(),
})

/** What Google gave, sealed, until the extension that began the flow redeems its code. */
export const oneTimeCodes = sqliteTable('one_time_codes', {
  /** SHA-256 of the code, hex. */
  id: text('id').primaryKey(),
  purpose: text('purpose').$type<FlowPurpose>().notNull(),
  personId: text('person_id').references(() => people.id, { onDelete: 'cascade' }),
  codeChallenge: text('code_challenge').notNull(),
  invitationId: text('invitation_id'),
  /** Google's tokens and who they are of, sealed JSON. */
  outcome: text('outcome').notNull(),
  expiresAt: time('expires_at').notNull(),
})

export const destinations = sqliteTable(
  'destinations',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    googleAccountId: text('google_account_id')
      .notNull()
      .references(() => googleAccounts.id, { onDelete: 'cascade' }),
    spreadsheetId: text('spreadsheet_id').notNull(),
    spreadsheetTitle: text('spreadsheet_title').notNull(),
    spreadsheetUrl: text('spreadsheet_url').notNull(),
    sheetId: integer('sheet_id').notNull(),
    sheetTitle: text('sheet_title').notNull(),
    tableStart: text('table_start').notNull(),
    /** The id of the developer metadata at the header row; the columns' are with them. */
    headerMark: integer('header_mark'),
    columns: text('columns', { mode: 'json' }).$type<Column[]>().notNull(),
    isDefault: integer('is_default', { mode: 'boolean' }).notNull().default(false),
    urlPattern: text('url_pattern'),
    review: integer('review', { mode: 'boolean' }).notNull().default(false),
    /** When it was chosen, or last sent to. */
    usedAt: time('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('destinations_tab').on(
      table.personId,
      table.googleAccountId,
      table.spreadsheetId,
      table.sheetId,
    ),
    uniqueIndex('destinations_default')
      .on(table.personId)
      .where(sql`${table.isDefault} = 1`),
  ],
)

/** The ledger: every send that was ever begun, and its result once it is known to stand in the sheet. */
export const sends = sqliteTable(
  'sends',
  {
    /** The client's UUID. */
    id: text('id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** SHA-256 of the payload, hex: the same id with another payload is a conflict. */
    payloadHash: text('payload_hash').notNull(),
    spreadsheetId: text('spreadsheet_id').notNull(),
    /** The id of the developer metadata that makes the write happen once; stored before the write. */
    keyMetadataId: integer('key_metadata_id').notNull(),
    /** Null until the rows are known to be in the sheet. */
    result: text('result', { mode: 'json' }).$type<SendResult>(),
    /** What the history shows and an undo compares with, sealed JSON; null for what was sent too long ago. */
    record: text('record'),
    /** When its rows were first cleared, to be removed once they are seen to be empty. */
    undoBegunAt: time('undo_begun_at'),
    undoneAt: time('undone_at'),
    createdAt: time('created_at').notNull(),
    lastAttemptAt: time('last_attempt_at').notNull(),
    /** When an attempt was last begun whose answer did not come: it may yet be carried out. */
    doubtedAt: time('doubted_at'),
  },
  (table) => [
    uniqueIndex('sends_person_id').on(table.personId, table.id),
    index('sends_person_time').on(table.personId, table.createdAt),
  ],
)
