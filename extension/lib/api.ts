import { hc } from 'hono/client'
import type * as z from 'zod/mini'
import type { AppType } from '#server/app.ts'
import { filesPage, type FilesQuery } from '#shared/contract/file.ts'
import { me, type Me } from '#shared/contract/me.ts'
import type {
  AccountDeletion,
  EmailChange,
  LinkRequest,
  PasswordChange,
  PreferencesPatch,
  ProfilePatch,
  RegisterRequest,
} from '#shared/contract/account.ts'
import {
  accountDeleted,
  emailChangeOutcome,
  person,
  preferences,
} from '#shared/contract/account.ts'
import {
  destination,
  linkMatches,
  type DestinationPatch,
  type DestinationRequest,
  type MatchesRequest,
} from '#shared/contract/destination.ts'
import { eventsPage, type EventsQuery } from '#shared/contract/event.ts'
import {
  disconnected,
  flowStarted,
  googleAccount,
  redeemed,
  type FlowRequest,
  type RedeemRequest,
} from '#shared/contract/google.ts'
import {
  batchAnswer,
  historyPage,
  sentPlace,
  undoOutcome,
  type BatchRequest,
  type HistoryQuery,
  type UndoRequest,
} from '#shared/contract/send.ts'
import { serverInfo } from '#shared/contract/server.ts'
import { deviceSessions, newSession, type LogInRequest } from '#shared/contract/session.ts'
import {
  ACCOUNT_HEADER,
  CODE_HEADER,
  googleError,
  spreadsheet,
  SPREADSHEET_FIELDS,
  valueRange,
} from '#shared/contract/sheet.ts'
import { serverErrorCode, SheetsideError, wireError } from '#shared/errors.ts'

/** Whom to speak to, and as whom; a null token asks as nobody. */
export type Connection = { server: string; token: string | null }

/**
 * The one client of the server. Every verb resolves to what the contract says or rejects with a
 * SheetsideError: the server's own, or `server_unreachable`.
 */
export function createApi({ server, token }: Connection) {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const { api } = hc<AppType>(server, { headers })

  async function google<T>(
    schema: z.ZodMiniType<T>,
    path: string,
    account: string,
    signal?: AbortSignal,
  ): Promise<T> {
    const response = await reach(server, () =>
      fetch(`${server}/sheets/v4/spreadsheets/${path}`, {
        headers: { ...headers, [ACCOUNT_HEADER]: account },
        ...(signal && { signal }),
      }),
    )
    if (!response.ok) throw await errorOfGoogle(response)
    return read(server, schema, response)
  }

  return {
    /** Whose session it speaks with. */
    token,
    serverInfo: () => answer(server, serverInfo, () => api.server.$get()),
    register: (json: RegisterRequest) =>
      answer(server, newSession, () => api.accounts.$post({ json })),
    askForLink: (json: LinkRequest) => done(server, () => api.accounts.links.$post({ json })),
    logIn: (json: LogInRequest) => answer(server, newSession, () => api.sessions.$post({ json })),
    logOut: () => done(server, () => api.sessions.current.$delete()),
    me: (): Promise<Me> => answer(server, me, () => api.me.$get()),
    changePreferences: (json: PreferencesPatch) =>
      answer(server, preferences, () => api.preferences.$patch({ json })),
    changeProfile: (json: ProfilePatch) => answer(server, person, () => api.me.$patch({ json })),
    changePassword: (json: PasswordChange) => done(server, () => api.me.password.$put({ json })),
    changeEmail: (json: EmailChange) =>
      answer(server, emailChangeOutcome, () => api.me.email.$post({ json })),
    /** The signed-in devices, the last used first. */
    devices: (signal?: AbortSignal) =>
      answer(server, deviceSessions, () => api.sessions.$get({}, within(signal))),
    endDevice: (id: string) => done(server, () => api.sessions[':id'].$delete({ param: { id } })),
    endOtherDevices: () => done(server, () => api.sessions.$delete()),
    events: (query: EventsQuery, signal?: AbortSignal) =>
      answer(server, eventsPage, () => api.me.events.$get({ query }, within(signal))),
    /** The text of a JSON document of all that the server holds of the person. */
    exportData: () => document(server, () => api.me.export.$get()),
    deleteAccount: (json: AccountDeletion) =>
      answer(server, accountDeleted, () => api.me.deletion.$post({ json })),
    beginFlow: (json: FlowRequest) =>
      answer(server, flowStarted, () => api.google.flows.$post({ json })),
    redeem: (json: RedeemRequest) =>
      answer(server, redeemed, () => api.google.redeem.$post({ json })),
    makeDefaultAccount: (id: string) =>
      answer(server, googleAccount, () =>
        api.google.accounts[':id'].$patch({ param: { id }, json: { isDefault: true } }),
      ),
    disconnectAccount: (id: string) =>
      answer(server, disconnected, () => api.google.accounts[':id'].$delete({ param: { id } })),
    files: (query: FilesQuery, signal?: AbortSignal) =>
      answer(server, filesPage, () => api.files.$get({ query }, within(signal))),
    chooseDestination: (json: DestinationRequest) =>
      answer(server, destination, () => api.destinations.$post({ json })),
    changeDestination: (id: string, json: DestinationPatch) =>
      answer(server, destination, () => api.destinations[':id'].$patch({ param: { id }, json })),
    forgetDestination: (id: string) =>
      done(server, () => api.destinations[':id'].$delete({ param: { id } })),
    matchesIn: (id: string, json: MatchesRequest, signal?: AbortSignal) =>
      answer(server, linkMatches, () =>
        api.destinations[':id'].matches.$post({ param: { id }, json }, within(signal)),
      ),
    sendBatch: (json: BatchRequest, signal?: AbortSignal) =>
      answer(server, batchAnswer, () => api.sends.batch.$post({ json }, within(signal))),
    history: (query: HistoryQuery, signal?: AbortSignal) =>
      answer(server, historyPage, () => api.sends.$get({ query }, within(signal))),
    placeOfSend: (id: string) =>
      answer(server, sentPlace, () => api.sends[':id'].place.$get({ param: { id } })),
    undo: (id: string, json: UndoRequest) =>
      answer(server, undoOutcome, () => api.sends[':id'].undo.$post({ param: { id }, json })),

    /** Google's spreadsheets.get: its title and its tabs, without cells. */
    spreadsheet: (account: string, spreadsheetId: string, signal?: AbortSignal) =>
      google(
        spreadsheet,
        `${spreadsheetId}?${new URLSearchParams({ fields: SPREADSHEET_FIELDS })}`,
        account,
        signal,
      ),
    /** Google's spreadsheets.values.get: a range's values as the sheet shows them. */
    values: (account: string, spreadsheetId: string, range: string, signal?: AbortSignal) =>
      google(valueRange, `${spreadsheetId}/values/${encodeURIComponent(range)}`, account, signal),
  }
}
export type Api = ReturnType<typeof createApi>

/** A call's options, where it may be given up. */
function within(signal: AbortSignal | undefined) {
  return signal && { init: { signal } }
}

type Answer = Pick<Response, 'ok' | 'status' | 'headers' | 'json'>

async function reach<T>(server: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new SheetsideError(
      'server_unreachable',
      `The Sheetside server at ${server} does not answer. Check that it runs and that you are online.`,
      { cause },
    )
  }
}

async function answer<T>(
  server: string,
  schema: z.ZodMiniType<T>,
  call: () => Promise<Answer>,
): Promise<T> {
  const response = await reach(server, call)
  if (!response.ok) throw await serverError(server, response)
  return read(server, schema, response)
}

async function read<T>(server: string, schema: z.ZodMiniType<T>, response: Answer): Promise<T> {
  const body = schema.safeParse(await response.json().catch(() => undefined))
  if (body.success) return body.data
  throw notSheetside(server, body.error)
}

async function done(server: string, call: () => Promise<Answer>): Promise<void> {
  const response = await reach(server, call)
  if (!response.ok) throw await serverError(server, response)
}

async function document(
  server: string,
  call: () => Promise<Answer & Pick<Response, 'text'>>,
): Promise<string> {
  const response = await reach(server, call)
  if (!response.ok) throw await serverError(server, response)
  return response.text()
}

async function serverError(server: string, response: Answer): Promise<SheetsideError> {
  const body = wireError.safeParse(await response.json().catch(() => undefined))
  if (!body.success) return notSheetside(server, body.error)
  const { code, message, ...detail } = body.data
  return new SheetsideError(code, message, detail)
}

function notSheetside(server: string, cause: unknown): SheetsideError {
  return new SheetsideError(
    'server_unreachable',
    `What answers at ${server} is not a Sheetside server of this version. Check the address in the options.`,
    { cause },
  )
}

/** An error under `/sheets/v4` wears Google's envelope; the header says which code of ours it is. */
async function errorOfGoogle(response: Answer): Promise<SheetsideError> {
  const code = serverErrorCode.safeParse(response.headers.get(CODE_HEADER))
  const body = googleError.safeParse(await response.json().catch(() => undefined))
  const retryAfter = Number(response.headers.get('retry-after'))
  return new SheetsideError(
    code.success ? code.data : 'google_unavailable',
    body.success ? body.data.error.message : `Google answered with status ${response.status}.`,
    {
      requestId: response.headers.get('x-request-id') ?? undefined,
      retryAfterSeconds: retryAfter > 0 ? retryAfter : undefined,
    },
  )
}
