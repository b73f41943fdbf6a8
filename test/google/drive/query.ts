import type { StoredFile } from './files.ts'
import type { Person } from '#test/google/oauth/people.ts'

/**
 * The search language of files.list.
 * https://developers.google.com/workspace/drive/api/guides/ref-search-terms
 */
export type Filter = (file: StoredFile, person: Person) => boolean

type Token = { kind: 'word' | 'text' | 'mark'; value: string }

/** @returns null for a query that Drive refuses. */
export function parseQuery(query: string): Filter | null {
  const tokens = tokenize(query)
  if (!tokens) return null
  const parser = new Parser(tokens)
  const filter = parser.any()
  return filter && parser.atEnd ? filter : null
}

function tokenize(query: string): Token[] | null {
  const pattern =
    /\s*(?:(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<mark><=|>=|!=|[=<>()])|(?<word>[\w.-]+))/y
  const tokens: Token[] = []
  const end = query.trimEnd().length
  while (pattern.lastIndex < end) {
    const match = pattern.exec(query)
    if (!match) return null
    const { text, mark, word } = match.groups ?? {}
    if (text !== undefined) {
      tokens.push({ kind: 'text', value: text.slice(1, -1).replaceAll(/\\(.)/g, '$1') })
    } else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark })
    else tokens.push({ kind: 'word', value: word ?? '' })
  }
  return tokens
}

class Parser {
  readonly #tokens: Token[]
  #at = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  any(): Filter | null {
    let left = this.#every()
    while (left && this.#word('or')) {
      const first = left
      const second = this.#every()
      if (!second) return null
      left = (file, person) => first(file, person) || second(file, person)
    }
    return left
  }

  #every(): Filter | null {
    let left = this.#one()
    while (left && this.#word('and')) {
      const first = left
      const second = this.#one()
      if (!second) return null
      left = (file, person) => first(file, person) && second(file, person)
    }
    return left
  }

  #one(): Filter | null {
    if (this.#word('not')) {
      const inner = this.#one()
      return inner && ((file, person) => !inner(file, person))
    }
    if (this.#mark('(')) {
      const inner = this.any()
      return inner && this.#mark(')') ? inner : null
    }
    const subject = this.#next()
    const operator = this.#next()
    const operand = this.#next()
    if (!subject || !operator || !operand) return null
    return term(subject, operator.value, operand)
  }

  #next(): Token | undefined {
    this.#at += 1
    return this.#tokens[this.#at - 1]
  }

  #word(value: string): boolean {
    return this.#eat('word', value)
  }

  #mark(value: string): boolean {
    return this.#eat('mark', value)
  }

  #eat(kind: Token['kind'], value: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.kind !== kind || token.value !== value) return false
    this.#at += 1
    return true
  }
}

function term(subject: Token, operator: string, operand: Token): Filter | null {
  if (subject.kind === 'text') return people(subject.value, operator, operand.value)
  const { value } = operand
  switch (`${subject.value} ${operator}`) {
    case 'name =':
      return ({ name }) => name.toLowerCase() === value.toLowerCase()
    case 'name !=':
      return ({ name }) => name.toLowerCase() !== value.toLowerCase()
    case 'name contains':
      return ({ name }) => hasPrefix(name, value)
    case 'fullText contains':
      return (file) => hasPrefix(file.name, value) || contentHas(file, value)
    case 'mimeType =':
      return ({ mimeType }) => mimeType === value
    case 'mimeType !=':
      return ({ mimeType }) => mimeType !== value
    case 'mimeType contains':
      return ({ mimeType }) => mimeType.includes(value)
    case 'trashed =':
      return flag(value, ({ trashed }) => trashed)
    case 'trashed !=':
      return negate(flag(value, ({ trashed }) => trashed))
    case 'starred =':
      return flag(value, ({ starred }, { sub }) => starred.has(sub))
    case 'sharedWithMe =':
      return flag(value, ({ owner, access }, { sub }) => owner.sub !== sub && access.has(sub))
    default:
      return times(subject.value, operator, value)
  }
}

function people(who: string, operator: string, collection: string): Filter | null {
  if (operator !== 'in') return null
  const is = (person: Person, me: Person): boolean =>
    who === 'me' ? person === me : person.email === who
  switch (collection) {
    case 'owners':
      return ({ owner }, me) => is(owner, me)
    default:
      return null
  }
}

function flag(value: string, has: Filter): Filter | null {
  if (value !== 'true' && value !== 'false') return null
  return (file, person) => has(file, person) === (value === 'true')
}

function negate(filter: Filter | null): Filter | null {
  return filter && ((file, person) => !filter(file, person))
}

function times(name: string, operator: string, value: string): Filter | null {
  const at = Date.parse(value)
  const read: Record<string, (file: StoredFile, person: Person) => number> = {
    modifiedTime: (file) => file.modifiedTime,
    createdTime: (file) => file.createdTime,
    viewedByMeTime: (file, { sub }) => file.viewed.get(sub) ?? 0,
  }
  const time = read[name]
  if (!time || Number.isNaN(at)) return null
  switch (operator) {
    case '>':
      return (file, person) => time(file, person) > at
    case '>=':
      return (file, person) => time(file, person) >= at
    case '<':
      return (file, person) => time(file, person) < at
    case '<=':
      return (file, person) => time(file, person) <= at
    case '=':
      return (file, person) => time(file, person) === at
    case '!=':
      return (file, person) => time(file, person) !== at
    default:
      return null
  }
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Names match from the beginning of their words: `HelloWorld` contains `Hello`, not `World` [D]. */
function hasPrefix(name: string, value: string): boolean {
  const had = words(name)
  return words(value).every((wanted) => had.some((word) => word.startsWith(wanted)))
}

const SEARCHED_ROWS = 200

function contentHas({ book }: StoredFile, value: string): boolean {
  const wanted = value.toLowerCase()
  return book.sheets.some(({ grid }) => {
    for (let row = 0; row < Math.min(grid.usedRows, SEARCHED_ROWS); row += 1) {
      if (grid.row(row).some((cell) => cell?.value?.stringValue?.toLowerCase().includes(wanted))) {
        return true
      }
    }
    return false
  })
}
