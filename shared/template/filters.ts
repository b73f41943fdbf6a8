import { asText, EMPTY, text, type Cell } from '#shared/cells.ts'
import { formatMoment } from './date-format.ts'
import {
  characters,
  charactersOf,
  momentOf,
  parts,
  rounded,
  trimmed,
  type Reading,
} from './filter-steps.ts'
import { join, linkTo, reworded, type Value } from './value.ts'

type Parameter = {
  name: string
  kind: 'text' | 'number' | 'pattern' | 'language'
  optional?: true
}

type FilterSpec = {
  name: string
  /** What it does, as help says it. */
  words: string
  parameters: readonly Parameter[]
  /** Its use on a text, and what that gives as text. */
  example: { on: string; filter: string; gives: string }
  apply: (value: Value, given: Given, reading: Reading) => Value
}

/** The arguments, by their place. */
type Given = readonly Cell[]

const specs = [
  {
    name: 'trim',
    words: 'without blanks at the ends',
    parameters: [],
    example: { on: '  one  ', filter: 'trim', gives: 'one' },
    apply: each(trimmed),
  },
  {
    name: 'oneline',
    words: 'all on one line, with single blanks',
    parameters: [],
    example: { on: 'one\n  two', filter: 'oneline', gives: 'one two' },
    apply: eachText((value) => value.replace(/\s+/g, ' ').trim()),
  },
  {
    name: 'lower',
    words: 'in small letters',
    parameters: [],
    example: { on: 'Sea Otter', filter: 'lower', gives: 'sea otter' },
    apply: eachText((value) => value.toLowerCase()),
  },
  {
    name: 'upper',
    words: 'in capital letters',
    parameters: [],
    example: { on: 'Sea Otter', filter: 'upper', gives: 'SEA OTTER' },
    apply: eachText((value) => value.toUpperCase()),
  },
  {
    name: 'capitalize',
    words: 'with a capital letter at the beginning',
    parameters: [],
    example: { on: 'sea otter', filter: 'capitalize', gives: 'Sea otter' },
    apply: eachText((value) => value.replace(/\p{L}/u, (letter) => letter.toUpperCase())),
  },
  {
    name: 'titlecase',
    words: 'with a capital letter at each word',
    parameters: [],
    example: { on: 'sea otter', filter: 'titlecase', gives: 'Sea Otter' },
    apply: eachText((value) =>
      value.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase()),
    ),
  },
  {
    name: 'replace',
    words: 'with one text in another’s place, wherever it stands',
    parameters: [
      { name: 'what', kind: 'text' },
      { name: 'with', kind: 'text', optional: true },
    ],
    example: { on: '1 / 2 / 3', filter: 'replace:" / ","-"', gives: '1-2-3' },
    apply: (value, given) =>
      eachText((whole) => {
        const what = textAt(given, 0)
        return what === '' ? whole : whole.split(what).join(textAt(given, 1))
      })(value),
  },
  {
    name: 'slice',
    words: 'from one character up to another; the first is 0, the last is -1',
    parameters: [
      { name: 'from', kind: 'number' },
      { name: 'to', kind: 'number', optional: true },
    ],
    example: { on: 'SKU-0042', filter: 'slice:4', gives: '0042' },
    apply: (value, given) =>
      value.map((cell) => characters(cell, numberAt(given, 0) ?? 0, numberAt(given, 1))),
  },
  {
    name: 'truncate',
    words: 'cut to so many characters, with … where it was cut',
    parameters: [{ name: 'characters', kind: 'number' }],
    example: { on: 'Sea otters hold hands', filter: 'truncate:11', gives: 'Sea otters…' },
    apply: (value, given) =>
      value.map((cell) => {
        const most = Math.max(numberAt(given, 0) ?? 0, 1)
        if (charactersOf(asText(cell)).length <= most) return cell
        return join([characters(cell, 0, most - 1), text('…')], '')
      }),
  },
  {
    name: 'split',
    words: 'into the parts between a text',
    parameters: [{ name: 'at', kind: 'text' }],
    example: { on: 'Otters | Example', filter: 'split:"|"|first', gives: 'Otters' },
    apply: (value, given) => value.flatMap((cell) => parts(cell, textAt(given, 0))),
  },
  {
    name: 'first',
    words: 'the first of several',
    parameters: [],
    example: { on: 'a, b, c', filter: 'split:","|first', gives: 'a' },
    apply: (value) => value.slice(0, 1),
  },
  {
    name: 'last',
    words: 'the last of several',
    parameters: [],
    example: { on: 'a, b, c', filter: 'split:","|last', gives: 'c' },
    apply: (value) => value.slice(-1),
  },
  {
    name: 'nth',
    words: 'the one at a place, counted from 1, or from -1 at the end',
    parameters: [{ name: 'place', kind: 'number' }],
    example: { on: 'a, b, c', filter: 'split:","|nth:2', gives: 'b' },
    apply: (value, given) => {
      const place = numberAt(given, 0) ?? 0
      const found = value.at(place > 0 ? place - 1 : place)
      return place === 0 || found === undefined ? [] : [found]
    },
  },
  {
    name: 'unique',
    words: 'each of several once',
    parameters: [],
    example: { on: 'a, b, a', filter: 'split:","|unique', gives: 'a, b' },
    apply: (value) => [...Map.groupBy(value, asText).values()].flatMap((same) => same.slice(0, 1)),
  },
  {
    name: 'join',
    words: 'several as one text, with a text between them',
    parameters: [{ name: 'with', kind: 'text' }],
    example: { on: 'a, b, c', filter: 'split:","|join:" / "', gives: 'a / b / c' },
    apply: (value, given) => [join(value, textAt(given, 0))],
  },
  {
    name: 'number',
    words: 'as a number, where it is one in the page’s language',
    parameters: [],
    example: { on: '42', filter: 'number', gives: '42' },
    apply: (value, _, { read, lang }) =>
      value.map((cell) => {
        const found = cell.kind === 'text' ? read(cell.value.trim(), lang) : cell
        return found.kind === 'number' ? found : cell
      }),
  },
  {
    name: 'round',
    words: 'a number with at most so many decimals',
    parameters: [{ name: 'decimals', kind: 'number', optional: true }],
    example: { on: '3.14159', filter: 'number|round:2', gives: '3.14' },
    apply: (value, given) =>
      value.map((cell) =>
        cell.kind === 'number' ? { ...cell, value: rounded(cell.value, numberAt(given, 0)) } : cell,
      ),
  },
  {
    name: 'date',
    words: 'as a date, where it is one; with a format, as text in that format and language',
    parameters: [
      { name: 'format', kind: 'pattern', optional: true },
      { name: 'language', kind: 'language', optional: true },
    ],
    example: { on: '2026-03-05', filter: 'date:"D MMMM YYYY"', gives: '5 March 2026' },
    apply: (value, given, reading) =>
      value.map((cell) => {
        const moment = momentOf(cell, reading)
        if (!moment) return cell
        if (given.length > 0) {
          return text(formatMoment(textAt(given, 0), moment, textAt(given, 1) || 'en'))
        }
        return moment.date === '' ? cell : { kind: 'date', value: moment.date }
      }),
  },
  {
    name: 'text',
    words: 'as text, whatever it is',
    parameters: [],
    example: { on: '42', filter: 'number|text', gives: '42' },
    apply: each((cell) => (cell.kind === 'text' ? cell : text(asText(cell)))),
  },
  {
    name: 'link',
    words: 'as a link to an address',
    parameters: [{ name: 'address', kind: 'text' }],
    example: { on: 'Otters', filter: 'link:url', gives: 'Otters' },
    apply: (value, given) => value.map((cell) => linkTo(cell, textAt(given, 0))),
  },
  {
    name: 'unlink',
    words: 'without its links',
    parameters: [],
    example: { on: 'Otters', filter: 'link:url|unlink', gives: 'Otters' },
    apply: each((cell) => (cell.kind === 'text' ? text(cell.value) : cell)),
  },
  {
    name: 'default',
    words: 'another value where there is none',
    parameters: [{ name: 'value', kind: 'text' }],
    example: { on: '', filter: 'default:"unknown"', gives: 'unknown' },
    apply: (value, given) =>
      value.every((cell) => asText(cell).trim() === '') ? given.slice(0, 1) : value,
  },
] as const satisfies readonly FilterSpec[]

export type FilterName = (typeof specs)[number]['name']

/** Every filter, in the order in which help shows them. */
export const filters: readonly (FilterSpec & { name: FilterName })[] = specs

/** The filter of that name, in whatever case it is written. */
export function filterNamed(name: string): (typeof filters)[number] | undefined {
  return filters.find((spec) => spec.name === name.toLowerCase())
}

function each(change: (cell: Cell) => Cell): (value: Value) => Value {
  return (value) => value.map(change)
}

/** A change of the text; a text that stays as it was keeps its cell, with its type and its links. */
function eachText(change: (value: string) => string): (value: Value) => Value {
  return each((cell) => {
    const before = asText(cell)
    const after = change(before)
    return after === before ? cell : reworded(cell, after)
  })
}

function textAt(given: Given, index: number): string {
  return asText(given[index] ?? EMPTY)
}

function numberAt(given: Given, index: number): number | undefined {
  const cell = given[index]
  return cell?.kind === 'number' ? cell.value : undefined
}
