import { z } from 'zod'
import { FAULT } from './fault-input.ts'
import { API_KEY } from '#test/google/http/api-key.ts'
import { GOOGLE_LIMITS, NO_LIMITS } from '#test/google/http/quota.ts'
import type { Knobs } from './knobs.ts'
import { FORGERY } from '#test/google/oauth/forgery.ts'
import { usage } from '#test/google/usage.ts'
import type { World } from '#test/google/world.ts'

/** One knob over HTTP. What it takes comes as the query of a GET or the JSON body of a POST. */
export type KnobPage = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  about: string
  takes: z.ZodType
  /**
   * @param input as it came.
   * @returns what to answer, or a promise of it; nothing becomes `{}`.
   * @throws Error with words for the caller, ZodError for what it does not take.
   */
  run: (knobs: Knobs, input: unknown, world: World) => unknown
}

const spreadsheetId = z.string().min(1)
const range = z.string().min(1)
const email = z.string().min(1)
const perMinute = z.int().positive().nullable()

/** Every knob that other processes can turn. */
export const KNOB_PAGES: readonly KnobPage[] = [
  knob('GET', '/state', 'Address, people, clients, files, and what is set', {}, (knobs, _, world) =>
    stateOf(knobs, world),
  ),
  knob('GET', '/usage', 'Processor time spent so far, and memory held', {}, () => usage()),
  knob('GET', '/requests', 'What was asked, oldest first; nothing secret', {}, (knobs) =>
    knobs.requests(),
  ),
  knob('DELETE', '/requests', 'Forgets what was asked', {}, (knobs) => knobs.clearRequests()),
  knob(
    'POST',
    '/token',
    'A live access token of a person',
    { email, scopes: z.array(z.string()) },
    (knobs, { email, scopes }) => ({ token: knobs.tokenFor(email, scopes) }),
  ),
  knob(
    'POST',
    '/expire-access-tokens',
    'Kills every access token; refresh tokens live',
    {},
    (knobs) => knobs.expireAccessTokens(),
  ),
  knob(
    'POST',
    '/revoke-grant',
    'As the person would in their Google Account: all they gave to every app',
    { email },
    (knobs, { email }) => knobs.revokeGrant(email),
  ),
  knob(
    'POST',
    '/block-by-admin',
    'The administrator of the account allows no app; null takes it back',
    { email, told: z.literal(['callback', 'page']).nullable() },
    (knobs, { email, told }) => knobs.blockByAdmin(email, told),
  ),
  knob(
    'POST',
    '/require-reauth',
    'Refresh tokens that the person’s apps have now want a new sign-in; null takes it back',
    { email, why: z.literal(['invalid_rapt', 'rapt_required']).nullable() },
    (knobs, { email, why }) => knobs.requireReauth(email, why),
  ),
  knob('POST', '/rotate-keys', 'A new key signs id_tokens from now on', {}, (knobs) =>
    knobs.rotateKeys(),
  ),
  knob(
    'POST',
    '/forge-id-tokens',
    'Signatures or claims of id_tokens are wrong from now on; null ends it',
    { forgery: FORGERY.nullable() },
    (knobs, { forgery }) => knobs.forgeIdTokens(forgery),
  ),
  knob('GET', '/faults', 'Faults that are not over, and how many requests each met', {}, (knobs) =>
    knobs.faults(),
  ),
  {
    method: 'POST',
    path: '/faults',
    about: 'Makes requests to come go wrong',
    takes: FAULT,
    run: (knobs, input) => knobs.addFault(FAULT.parse(input)),
  },
  knob('DELETE', '/faults', 'Lifts all faults, also from requests that hang', {}, (knobs) =>
    knobs.clearFaults(),
  ),
  knob(
    'POST',
    '/quota',
    'Requests a minute: {"google": true} for Google’s own figures, or figures; null for no limit',
    {
      google: z.boolean().optional(),
      person: perMinute.exactOptional(),
      project: perMinute.exactOptional(),
      drive: perMinute.exactOptional(),
    },
    (knobs, { google, ...limits }) =>
      knobs.setLimits({ ...(google === true ? GOOGLE_LIMITS : NO_LIMITS), ...limits }),
  ),
  knob(
    'POST',
    '/clock',
    'Sets the clock ahead of the real one, or with a negative number behind',
    { offsetMs: z.int() },
    (knobs, { offsetMs }) => knobs.setClock(offsetMs),
  ),
  knob(
    'POST',
    '/drive-lag',
    'For how long Drive does not tell of an edit by Sheets',
    { milliseconds: z.int().nonnegative() },
    (knobs, { milliseconds }) => knobs.setDriveLag(milliseconds),
  ),
  knob(
    'POST',
    '/metadata-follows-sort',
    'Whether developer metadata of rows goes with them when they are sorted',
    { follows: z.boolean() },
    (knobs, { follows }) => knobs.setMetadataFollowsSort(follows),
  ),
  knob(
    'GET',
    '/cells',
    'Cells of any spreadsheet, as values.get gives them',
    {
      spreadsheetId,
      range,
      render: z.literal(['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA']).optional(),
    },
    (knobs, { spreadsheetId, range, render }) => knobs.cells(spreadsheetId, range, render),
  ),
  knob(
    'POST',
    '/cells',
    'Writes cells as another person at their own screen',
    {
      spreadsheetId,
      range,
      values: z.array(z.array(z.unknown())),
      email: email.optional(),
    },
    (knobs, { spreadsheetId, range, values, email }) =>
      knobs.writeCells(spreadsheetId, range, values, email),
  ),
  knob(
    'GET',
    '/metadata',
    'All developer metadata of a spreadsheet',
    { spreadsheetId },
    (knobs, given) => knobs.metadata(given.spreadsheetId),
  ),
  knob(
    'POST',
    '/share',
    'Gives or takes access to a file',
    { spreadsheetId, email, role: z.literal(['owner', 'writer', 'reader', 'none']) },
    (knobs, { spreadsheetId, email, role }) => knobs.share(spreadsheetId, email, role),
  ),
  knob('POST', '/trash', 'Puts a file into the bin', { spreadsheetId }, (knobs, given) =>
    knobs.trash(given.spreadsheetId),
  ),
]

function knob<Shape extends z.ZodRawShape>(
  method: KnobPage['method'],
  path: string,
  about: string,
  shape: Shape,
  run: (knobs: Knobs, input: z.infer<z.ZodObject<Shape>>, world: World) => unknown,
): KnobPage {
  const takes = z.strictObject(shape)
  return {
    method,
    path,
    about,
    takes,
    run: (knobs, input, world) => run(knobs, takes.parse(input), world),
  }
}

function stateOf(knobs: Knobs, world: World): object {
  return {
    url: world.url,
    now: new Date(world.now()).toISOString(),
    people: world.people.map(({ sub, email, name }) => ({ sub, email, name })),
    clients: world.clients.map(({ clientId, redirectUris }) => ({ clientId, redirectUris })),
    apiKey: API_KEY,
    files: world.files.all().map(({ id, name, owner }) => ({ id, name, owner: owner.email })),
    tokenRefreshes: knobs.tokenRefreshes(),
    faults: knobs.faults(),
    limits: world.limits,
    clock: world.clock,
    driveLag: world.files.lag,
    metadataFollowsSort: world.metadataFollowsSort,
  }
}
