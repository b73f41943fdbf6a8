import { roleOf, type Asking } from './access.ts'
import { fileNotFound } from './errors.ts'
import type { Item } from './item.ts'
import { atLeast, type Role } from './permission.ts'
import { contentHas, nameHas } from './full-text.ts'
import type { Person } from '#test/google/oauth/people.ts'

/** What a single term of a query asks of a file. */
export type Filter = (item: Item) => boolean

/** A piece of a query: `text` stood in quotes. */
export type Token = { kind: 'word' | 'text' | 'mark'; value: string }

/** Terms that also say something by themselves, as in `sharedWithMe and name contains 'hello'` [D]. */
export const FLAGS = new Set(['trashed', 'starred', 'sharedWithMe'])

/**
 * @param operand for `has` the key and the value as a JSON list.
 * @returns null for a term, an operator or a value that there is not.
 */
export function term(
  subject: Token,
  operator: string,
  operand: Token,
  searcher: Asking,
): Filter | null {
  if (operator === 'in') {
    // A client in wide use writes it the other way round: `parents in "…"`.
    const [who, where] = subject.kind === 'text' ? [subject, operand] : [operand, subject]
    if (who.kind !== 'text' || where.kind !== 'word') return null
    return where.value === 'parents'
      ? inFolder(who.value, searcher)
      : ofPeople(who.value, where.value, searcher)
  }
  const { value } = operand
  const read = subject.kind === 'word' ? TERMS.get(subject.value) : undefined
  if (!read) return null
  if (operand.kind !== 'text' && !FLAGS.has(subject.value)) return null
  return read(operator, value, searcher)
}

type Read = (operator: string, value: string, searcher: Asking) => Filter | null

const TERMS = new Map<string, Read>(
  Object.entries({
    name: (operator, value) => {
      const wanted = value.toLowerCase()
      if (operator === 'contains') return ({ name }) => nameHas(name, value)
      return equal(operator, ({ name }) => name.toLowerCase() === wanted)
    },
    fullText: (operator, value) =>
      operator === 'contains' ? (item) => contentHas(item, value) : null,
    mimeType: (operator, value) => {
      if (operator === 'contains') return ({ mimeType }) => mimeType.startsWith(value)
      return equal(operator, ({ mimeType }) => mimeType === value)
    },
    modifiedTime: time((item, { world }) => world.files.lastEdit(item).modifiedTime),
    createdTime: time((item) => item.createdTime),
    viewedByMeTime: time((item, { access }) => item.viewed.get(access.person.sub) ?? 0),
    sharedWithMeTime: time((item, { access }) => sharedWithMe(item, access.person) ?? 0),
    trashed: flag((item, { world }) => world.files.isTrashed(item)),
    starred: flag((item, { access }) => item.starred.has(access.person.sub)),
    sharedWithMe: flag((item, { access }) => sharedWithMe(item, access.person) !== null),
    properties: has((item) => item.properties),
    appProperties: has((item, { access }) => item.appProperties.get(access.client.projectId) ?? {}),
    visibility: (operator, value, { world }) =>
      VISIBILITIES.includes(value)
        ? equal(operator, (item) => visibilityOf(item, world) === value)
        : null,
  }),
)

function equal(operator: string, is: Filter): Filter | null {
  if (operator === '=') return is
  return operator === '!=' ? (item) => !is(item) : null
}

function flag(is: (item: Item, searcher: Asking) => boolean): Read {
  return (operator, value, searcher) => {
    if (value !== 'true' && value !== 'false') return null
    return equal(operator, (item) => is(item, searcher) === (value === 'true'))
  }
}

const COMPARE = new Map<string, (a: number, b: number) => boolean>(
  Object.entries({
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '=': (a, b) => a === b,
    '!=': (a, b) => a !== b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
  }),
)

function time(read: (item: Item, searcher: Asking) => number): Read {
  return (operator, value, searcher) => {
    const compare = COMPARE.get(operator)
    const at = parseTime(value)
    if (!compare || at === null) return null
    return (item) => compare(read(item, searcher), at)
  }
}

/** RFC 3339; UTC where no zone is given [D]; a day alone is its midnight. */
function parseTime(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text)
  if (!match) return null
  const [, day = '', clock = 'T00:00:00', zone = 'Z'] = match
  const at = Date.parse(day + clock + zone)
  return Number.isNaN(at) ? null : at
}

function has(read: (item: Item, searcher: Asking) => Record<string, string>): Read {
  return (operator, value, searcher) => {
    if (operator !== 'has') return null
    const [key, wanted] = JSON.parse(value) as [string, string]
    return (item) => read(item, searcher)[key] === wanted
  }
}

/** A folder that the searcher can't see is refused, by no name: believed. */
function inFolder(id: string, searcher: Asking): Filter {
  const { world, access } = searcher
  const root = world.files.rootOf(access.person)
  if (id === 'root' || id === root.id) return ({ parent }) => parent === root.id
  const folder = world.files.item(id)
  if (!folder || roleOf(searcher, folder) === null) throw fileNotFound('')
  return ({ parent }) => parent === id
}

const COLLECTIONS = new Map<string, Role>([
  ['owners', 'owner'],
  ['writers', 'writer'],
  ['readers', 'reader'],
])

function ofPeople(who: string, collection: string, { world, access }: Asking): Filter | null {
  const role = COLLECTIONS.get(collection)
  if (!role) return null
  const email = who === 'me' ? access.person.email : who.toLowerCase()
  return (item) =>
    world.files
      .held(item)
      .some(({ permission }) => permission.emailAddress === email && atLeast(permission.role, role))
}

/** When the item was shared with the person by name; null for never. */
export function sharedWithMe(item: Item, { email }: Person): number | null {
  if (item.driveId !== null) return null
  const own = item.permissions.find(({ emailAddress }) => emailAddress === email)
  return own && own.role !== 'owner' ? own.since : null
}

const VISIBILITIES = [
  'anyoneCanFind',
  'anyoneWithLink',
  'domainCanFind',
  'domainWithLink',
  'limited',
]

function visibilityOf(item: Item, world: Asking['world']): string {
  const wide = world.files
    .held(item)
    .flatMap(({ permission: { type, allowFileDiscovery } }) =>
      type === 'anyone' || type === 'domain'
        ? `${type}${allowFileDiscovery === true ? 'CanFind' : 'WithLink'}`
        : [],
    )
  return VISIBILITIES.find((name) => wide.includes(name)) ?? 'limited'
}
