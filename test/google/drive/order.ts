import { badParameter } from './errors.ts'
import type { Files } from './files.ts'
import { FOLDER, type Item } from './item.ts'
import { sharedWithMe } from './terms.ts'
import type { Person } from '#test/google/oauth/people.ts'

type Compare = (a: Item, b: Item) => number

type Key = (item: Item, person: Person, files: Files) => number | string

const KEYS = new Map<string, Key>(
  Object.entries<Key>({
    createdTime: (item) => item.createdTime,
    folder: ({ mimeType }) => (mimeType === FOLDER ? 0 : 1),
    modifiedByMeTime: (item, { sub }, files) => files.lastEdit(item).modifiedByMe.get(sub) ?? 0,
    modifiedTime: (item, _, files) => files.lastEdit(item).modifiedTime,
    name: ({ name }) => name,
    name_natural: ({ name }) => name,
    quotaBytesUsed: ({ content }) => content?.length ?? 0,
    recency: (item, person, files) =>
      Math.max(
        item.viewed.get(person.sub) ?? 0,
        files.lastEdit(item).modifiedByMe.get(person.sub) ?? 0,
        sharedWithMe(item, person) ?? 0,
      ),
    sharedWithMeTime: (item, person) => sharedWithMe(item, person) ?? 0,
    starred: (item, { sub }) => (item.starred.has(sub) ? 0 : 1),
    viewedByMeTime: (item, { sub }) => item.viewed.get(sub) ?? 0,
  }),
)

const NAMES = new Intl.Collator('en')
const NATURAL = new Intl.Collator('en', { numeric: true })

/**
 * Reads `orderBy`: `folder,modifiedTime desc,name`. Without it, what changed last comes first.
 * @throws DriveError for a key that there is not.
 */
export function readOrder(orderBy: string, person: Person, files: Files): Compare {
  if (orderBy === '') return readOrder('modifiedTime desc', person, files)
  const compares = orderBy.split(',').map((part): Compare => {
    const [name = '', direction, ...rest] = part.trim().split(/\s+/)
    const key = KEYS.get(name)
    if (!key || rest.length > 0 || (direction !== undefined && direction !== 'desc')) {
      throw badParameter('orderBy', 'Invalid Value')
    }
    const sign = direction === 'desc' ? -1 : 1
    const collator = name === 'name_natural' ? NATURAL : NAMES
    return (a, b) => {
      const [x, y] = [key(a, person, files), key(b, person, files)]
      return sign * (typeof x === 'string' ? collator.compare(x, String(y)) : x - Number(y))
    }
  })
  return (a, b) => compares.reduce((result, compare) => result || compare(a, b), 0)
}
