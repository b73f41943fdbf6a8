import * as fc from 'fast-check'
import type { Sent } from './client.ts'
import {
  encoded,
  onWire,
  spoiled,
  strangeBody,
  strangeHeaders,
  strangeMethod,
  strangeQuery,
  strangeText,
} from './strange.ts'

export type Route = { method: string; path: string }
export type Who = 'ada' | 'other' | 'nobody' | 'stranger'
/** What a request may name, and how each person shows who they are. */
export type There = {
  account: string
  spreadsheetId: string
  /** Ids of a destination and of a send of Ada's. */
  destination: string
  send: string
  tokens: Record<'ada' | 'other', string>
}
/** A request with names still to be put in. */
export type Asked = { route: Route; who: Who; sent: Sent }

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 14, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
}

/** How a path goes on where a route leaves it open. */
function pieceOf({ path }: Route): fc.Arbitrary<string> {
  const there = path.startsWith('/api/destinations')
    ? ['{destination}']
    : path.startsWith('/api/sends')
      ? ['{send}']
      : ['current', '{account}', 'spreadsheets/{spreadsheetId}/values/A1']
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...there) },
    strangeText.map(encoded),
    strangeText.map(onWire),
  )
}

const contentType = fc.oneof(
  { weight: 9, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'text/plain',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonx',
    ),
  },
)

/**
 * Requests for these routes, from well formed to hopeless.
 * @param bodies what may be sent to a route and passes its validation
 */
export function requestsFor(
  routes: readonly Route[],
  bodies: (route: Route) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Asked> {
  return fc.constantFrom(...routes).chain((route) =>
    fc
      .record({
        method: rarely(strangeMethod),
        pieces: fc.array(pieceOf(route), { minLength: 2, maxLength: 2 }),
        tail: rarely(strangeText.map(onWire)),
        query: fc.option(strangeQuery, { freq: 2 }),
        who: fc.constantFrom<Who>('ada', 'ada', 'ada', 'other', 'nobody', 'stranger'),
        stranger: strangeText,
        // Each from elsewhere: what is limited by address would else be all that is seen.
        address: fc.ipV6(),
        headers: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, strangeHeaders),
        type: contentType,
        body: fc.oneof(
          { weight: 4, arbitrary: bodies(route).map((body) => JSON.stringify(body)) },
          { weight: 3, arbitrary: spoiled(bodies(route)).map((body) => JSON.stringify(body)) },
          { weight: 2, arbitrary: strangeBody },
        ),
      })
      .map((made): Asked => {
        const method = made.method ?? route.method
        const bare = method === 'GET' || method === 'HEAD'
        const rest = [...made.pieces]
        const path = route.path.replaceAll(/:\w+|\*$/g, () => rest.pop() ?? 'x')
        const query = made.query === null ? '' : `?${made.query}`
        const sent = {
          method,
          target: path + (made.tail ?? '') + query,
          body: bare ? undefined : made.body,
          headers: {
            'x-forwarded-for': made.address,
            ...(!bare && made.type !== '' && { 'content-type': made.type }),
            ...authorization(made.who, made.stranger),
            ...made.headers,
          },
        }
        return { route, who: made.who, sent }
      }),
  )
}

function authorization(who: Who, stranger: string): Record<string, string> {
  switch (who) {
    case 'ada':
    case 'other':
      return { authorization: `Bearer {${who}}` }
    case 'stranger':
      return { authorization: `Bearer ${stranger}`.replaceAll(/[^\x20-\x7e]/g, '?') }
    case 'nobody':
      return {}
  }
}

/** The request with what there is put in where it names it. */
export function named({ method, target, headers, body }: Sent, there: There): Sent {
  const put = (text: string) =>
    text
      .replaceAll('{account}', there.account)
      .replaceAll('{spreadsheetId}', there.spreadsheetId)
      .replaceAll('{destination}', there.destination)
      .replaceAll('{send}', there.send)
      .replaceAll('{ada}', there.tokens.ada)
      .replaceAll('{other}', there.tokens.other)
  return {
    method,
    target: put(target),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, put(value)])),
    body: typeof body === 'string' ? put(body) : body,
  }
}
