import { asc, eq } from 'drizzle-orm'
import {
  accountLinks,
  destinations,
  googleAccounts,
  googleIdentities,
  oauthFlows,
  oneTimeCodes,
  people,
  securityEvents,
  sends,
  sessions,
} from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { note, type Caller } from '#server/events/events.ts'
import { placeOf, RECORD } from '#server/vault/sealed.ts'
import { tryOpen } from '#server/vault/vault.ts'
import { gone } from './people.ts'
import type { SignedIn } from './session.ts'
import { spend } from './throttle.ts'

/** Said in the place of what only the server may know. */
const SEALED = 'kept sealed, not exported'
const HASHED = 'kept as a hash, not exported'

/**
 * All that the server holds of a person, in names that a person can read. What would open something for
 * whoever finds the file is left out, and said to be there.
 * @throws rate_limited
 */
export async function exportOf(deps: Deps, person: SignedIn, caller: Caller) {
  const { db, now } = deps
  const { personId, device } = person
  await spend(deps, 'exports', personId)
  await note(deps, personId, 'data_exported', { address: caller.address, device })

  const [row] = await db.select().from(people).where(eq(people.id, personId))
  if (!row) throw gone()
  const identities = await db
    .select()
    .from(googleIdentities)
    .where(eq(googleIdentities.personId, personId))
  return {
    exportedAt: now(),
    profile: {
      id: row.id,
      email: row.email,
      emailVerifiedAt: row.emailVerifiedAt,
      name: row.name,
      picture: row.picture,
      password: row.passwordHash === null ? null : HASHED,
      createdAt: row.createdAt,
    },
    preferences: row.preferences,
    signsInWithGoogle: identities.map(({ sub, createdAt }) => ({
      googleId: sub,
      since: createdAt,
    })),
    devices: await devices(deps, personId),
    googleAccounts: await connections(deps, personId),
    destinations: await places(deps, personId),
    sends: await sent(deps, personId),
    events: await happened(deps, personId),
    underWay: await underWay(deps, personId),
  }
}

async function devices({ db }: Deps, personId: string) {
  const rows = await db
    .select()
    .from(sessions)
    .where(eq(sessions.userId, personId))
    .orderBy(asc(sessions.createdAt))
  return rows.map(({ publicId, device, createdAt, lastUsedAt, expiresAt }) => ({
    id: publicId,
    device,
    session: HASHED,
    signedInAt: createdAt,
    lastUsedAt,
    endsAt: new Date(expiresAt * 1000),
  }))
}

async function connections({ db }: Deps, personId: string) {
  const rows = await db
    .select()
    .from(googleAccounts)
    .where(eq(googleAccounts.personId, personId))
    .orderBy(asc(googleAccounts.createdAt))
  return rows.map((row) => ({
    id: row.id,
    googleId: row.sub,
    email: row.email,
    name: row.name,
    picture: row.picture,
    isDefault: row.isDefault,
    state: row.state,
    access: row.access,
    scopes: row.scopes.split(' '),
    refreshToken: SEALED,
    accessToken: SEALED,
    accessTokenExpiresAt: row.accessExpiresAt,
    grantExpiresAt: row.grantExpiresAt,
    boundToKeyOfServer: row.boundTo !== null,
    connectedAt: row.createdAt,
    changedAt: row.updatedAt,
  }))
}

async function places({ db }: Deps, personId: string) {
  const rows = await db.select().from(destinations).where(eq(destinations.personId, personId))
  return rows.map((row) => ({
    id: row.id,
    googleAccount: row.googleAccountId,
    spreadsheet: { id: row.spreadsheetId, title: row.spreadsheetTitle, url: row.spreadsheetUrl },
    sheet: { id: row.sheetId, title: row.sheetTitle },
    tableStart: row.tableStart,
    developerMetadataId: row.headerMark,
    columns: row.columns,
    isDefault: row.isDefault,
    urlPattern: row.urlPattern,
    review: row.review,
    usedAt: row.usedAt,
  }))
}

async function sent({ db, vault }: Deps, personId: string) {
  const rows = await db
    .select()
    .from(sends)
    .where(eq(sends.personId, personId))
    .orderBy(asc(sends.createdAt))
  return rows.map((row) => {
    const record = row.record && tryOpen(vault, row.record, placeOf(RECORD, row))
    return {
      id: row.id,
      spreadsheetId: row.spreadsheetId,
      developerMetadataId: row.keyMetadataId,
      payload: HASHED,
      result: row.result,
      record: record ? (JSON.parse(record) as unknown) : null,
      undoBegunAt: row.undoBegunAt,
      undoneAt: row.undoneAt,
      createdAt: row.createdAt,
      lastAttemptAt: row.lastAttemptAt,
      doubtedAt: row.doubtedAt,
    }
  })
}

async function happened({ db }: Deps, personId: string) {
  const rows = await db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.personId, personId))
    .orderBy(asc(securityEvents.id))
  return rows.map(({ id, kind, at, device, address, detail }) => ({
    id,
    kind,
    at,
    device,
    address,
    detail,
  }))
}

/** What waits to be finished, for an hour at most. */
async function underWay({ db }: Deps, personId: string) {
  const links = await db.select().from(accountLinks).where(eq(accountLinks.personId, personId))
  const flows = await db.select().from(oauthFlows).where(eq(oauthFlows.personId, personId))
  const codes = await db.select().from(oneTimeCodes).where(eq(oneTimeCodes.personId, personId))
  return {
    links: links.map(({ purpose, email, expiresAt }) => ({ purpose, email, expiresAt })),
    googleFlows: flows.map(({ purpose, loginHint, access, need, fileIds, expiresAt }) => ({
      purpose,
      googleEmail: loginHint,
      access,
      need,
      fileIds,
      expiresAt,
    })),
    googleAnswers: codes.map(({ purpose, expiresAt }) => ({
      purpose,
      content: SEALED,
      expiresAt,
    })),
  }
}
