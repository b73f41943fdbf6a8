import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filters } from '#shared/template/filters.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import { printTemplate, type Argument, type Template } from '#shared/template/template.ts'
import { variables } from '#shared/template/variables.ts'

describe('a template that is right', () => {
  it('is read into its parts', () => {
    expect(
      parseTemplate('a {{ Title | replace:"|", "}}" | truncate : 8 }}{{meta:og:title}}'),
    ).toEqual(parseTemplate('a {{title|replace:"|","}}"|truncate:8}}{{meta:og:title}}'))
    expect(parseTemplate('a {{title|truncate:8|link:meta:og:url}}')).toEqual({
      template: [
        { kind: 'text', value: 'a ' },
        {
          kind: 'expression',
          variable: { name: 'title', argument: null },
          filters: [
            { name: 'truncate', arguments: [{ kind: 'number', value: 8 }] },
            {
              name: 'link',
              arguments: [{ kind: 'variable', variable: { name: 'meta', argument: 'og:url' } }],
            },
          ],
        },
      ],
    })
  })

  it.each([
    [
      '{{select:a[lang|="en"], b:is(i, u) > p[title="}}"]?href|upper}}',
      'a[lang|="en"], b:is(i, u) > p[title="}}"]?href',
    ],
    ['{{select:"a | b"}}', 'a | b'],
    ["{{column:Bob's price}}", "Bob's price"],
    ["{{date:HH:mm [o'clock]}}", "HH:mm [o'clock]"],
    [String.raw`{{column:"a \"b\" \\ \n"}}`, 'a "b" \\ \n'],
  ])('%s has the argument %s', (typed, argument) => {
    expect(parseTemplate(typed)).toMatchObject({ template: [{ variable: { argument } }] })
  })

  it.each([
    ['{', '{'],
    ['{ {x} }}', '{ {x} }}'],
    [String.raw`C:\dir\x`, String.raw`C:\dir\x`],
    [String.raw`\{{title}}`, '{{title}}'],
    [String.raw`{\{title}}`, '{{title}}'],
    [String.raw`\\\{{title}}`, String.raw`\{{title}}`],
  ])('%s is the text %s', (typed, value) => {
    expect(parseTemplate(typed)).toEqual({ template: [{ kind: 'text', value }] })
  })

  it('has a backslash before a variable where two are typed', () => {
    expect(parseTemplate(String.raw`\\{{title}}`)).toMatchObject({
      template: [{ value: '\\' }, { kind: 'expression' }],
    })
  })
})

/** What is marked, and what is said of it. */
function mistakesIn(typed: string): [string, string][] {
  const parsed = parseTemplate(typed)
  return 'mistakes' in parsed
    ? parsed.mistakes.map(({ start, end, message }) => [typed.slice(start, end), message])
    : []
}

describe('a mistake', () => {
  it.each([
    ['🦦 {{tittle}}!', 'tittle', 'There is no variable “tittle”. Did you mean “title”?'],
    ['{{title|uper}}', 'uper', 'There is no filter “uper”. Did you mean “upper”?'],
    ['{{mood}}', 'mood', /^There is no variable “mood”\. There are selection, title, /],
    ['a {{title', '{{title', 'Close the braces with }}.'],
    ['a {{', '', 'Name a variable here, and close with }}.'],
    ['{{ }}', '{{ }}', 'Name a variable between the braces, such as {{title}}.'],
    ['{{{title}}', '{', 'Here goes the name of a variable.'],
    ['{{title url}}', 'u', 'Before this, close the braces with }}, or put | and a filter.'],
    ['{{title|}}', '}', 'Here goes the name of a filter.'],
    ['{{meta}}', 'meta', '“meta” needs a name after a colon, as in {{meta:og:type}}.'],
    ['{{meta: }}', 'meta: ', '“meta:” needs a name after the colon, as in {{meta:og:type}}.'],
    [
      '{{title:x}}',
      'title:',
      '“title” takes nothing after a colon. Filters come after |, as in {{title|trim}}.',
    ],
    ['{{date:YYYY-mmm}}', 'YYYY-mmm', /^“mmm” is no part of a date or time\./],
    ['{{schema:a..b}}', 'a..b', /^“a\.\.b” is no path\./],
    ['{{title|trim:1}}', 'trim:1', '“trim” takes nothing after a colon. Write |trim alone.'],
    ['{{title|nth}}', 'nth', '“nth” takes place, as in split:","|nth:2.'],
    [
      '{{title|slice:1,2,3}}',
      'slice:1,2,3',
      '“slice” takes from, to (if you like), as in slice:4.',
    ],
    ['{{title|nth:"2"}}', '"2"', 'Here goes a whole number, without quotes.'],
    ['{{title|date:"q"}}', '"q"', /^“q” is no part/],
    ['{{title|date:"D","klingon!"}}', '"klingon!"', /^“klingon!” is no language\./],
    ['{{title|date:url}}', 'url', /^Here goes a text in quotes/],
    [
      '{{title|split:-}}',
      '-',
      'Put text in quotes: "-". Without quotes goes a number or a variable.',
    ],
    ['{{title|split:}}', '}', 'An argument is missing here.'],
    ['{{title|split:"a}}', '"a}}', 'Close this text with a quote: ".'],
    ['{{title|link:meta}}', 'meta', /^“meta” needs a name/],
  ])('in %s is found at %s', (typed, where, message) => {
    const [found, ...others] = mistakesIn(typed)
    expect(others).toEqual([])
    expect(found?.[0]).toBe(where)
    expect(found?.[1]).toMatch(message)
  })

  it('is found in each expression', () => {
    expect(mistakesIn('{{titel}} {{title}} {{ulr}}').map(([where]) => where)).toEqual([
      'titel',
      'ulr',
    ])
  })
})

describe('what was most likely meant', () => {
  it.each([
    ['{{tittle}}', '{{title}}'],
    ['{{title|uper}}', '{{title|upper}}'],
    ['{{title|split:-|first}}', '{{title|split:"-"|first}}'],
  ])('put in the place of the mistake makes %s %s', (typed, mended) => {
    const parsed = parseTemplate(typed)
    const [found] = 'mistakes' in parsed ? parsed.mistakes : []
    expect(typed.slice(0, found?.start) + found?.instead + typed.slice(found?.end)).toBe(mended)
  })

  it('is not said where nothing is near', () => {
    expect(parseTemplate('{{mood}}')).not.toHaveProperty('mistakes.0.instead')
  })
})

const variable = fc.constantFrom(...variables).chain(({ name, argument }) =>
  fc.record({
    name: fc.constant(name),
    argument: argument ? argumentOf(argument.kind, argument.required) : fc.constant(null),
  }),
)

function argumentOf(kind: string, required: boolean): fc.Arbitrary<string | null> {
  const some = {
    pattern: fc.constantFrom('YYYY-MM-DD', 'D MMMM YYYY', 'HH:mm [o|}}"clock]', 'dddd, h a'),
    path: fc.constantFrom('a', 'a.b[0].c', '@T:a[*]', 'a b.c', '@type'),
    name: fc.string({ unit: 'grapheme', minLength: 1 }).filter((s) => s.trim() !== ''),
    selector: fc.constantFrom('a', 'a > b', 'a[b|="c}}"], d?href', '"', "p:not([x='\"'])"),
  }[kind]!
  return required ? some : fc.option(some)
}

const filterArgument: Record<string, fc.Arbitrary<Argument>> = {
  text: fc.oneof(
    fc.record({ kind: fc.constant('text' as const), value: fc.string({ unit: 'grapheme' }) }),
    fc.record({ kind: fc.constant('variable' as const), variable }),
    fc.record({
      kind: fc.constant('number' as const),
      value: fc.integer({ min: -9999, max: 9999 }),
    }),
  ),
  number: fc.record({
    kind: fc.constant('number' as const),
    value: fc.integer({ min: -999_999, max: 999_999 }),
  }),
  pattern: fc.constant({ kind: 'text', value: 'D "MMM" [\\]' }),
  language: fc.constant({ kind: 'text', value: 'de' }),
}

const filter = fc.constantFrom(...filters).chain(({ name, parameters }) => {
  const least = parameters.filter(({ optional }) => !optional).length
  return fc
    .tuple(
      fc.integer({ min: least, max: parameters.length }),
      fc.tuple(...parameters.map(({ kind }) => filterArgument[kind]!)),
    )
    .map(([count, all]) => ({ name, arguments: all.slice(0, count) }))
})

const braces = fc.string({ unit: fc.constantFrom('{', '}', '\\', 'a', '|', '"', '🦦', '\n') })
const expression = fc.record({
  kind: fc.constant('expression' as const),
  variable,
  filters: fc.array(filter, { maxLength: 3 }),
})
const template = fc
  .tuple(fc.array(fc.tuple(braces, expression), { maxLength: 4 }), braces)
  .map(([pairs, last]): Template =>
    [
      ...pairs.flatMap(([value, found]) => [{ kind: 'text' as const, value }, found]),
      { kind: 'text' as const, value: last },
    ].filter((part) => part.kind === 'expression' || part.value !== ''),
  )

describe('any template', () => {
  it('is read from what it is printed as', () => {
    fc.assert(
      fc.property(template, (template) => {
        expect(parseTemplate(printTemplate(template))).toEqual({ template })
      }),
      { numRuns: 1000 },
    )
  })

  it('is itself where it has no braces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        fc.pre(!typed.includes('{') && typed !== '')
        expect(parseTemplate(typed)).toEqual({ template: [{ kind: 'text', value: typed }] })
      }),
    )
  })

  it('never throws, and marks its mistakes within itself', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{',
      '\\',
      '|',
      ':',
      ',',
      '"',
      "'",
      '[',
      ']',
      ' ',
      '-1',
      '\n',
      'title',
      'date',
      'select',
      'schema',
      'meta',
      'column',
      'replace',
      'nth',
      '🦦',
    )
    const typed = fc.oneof(
      fc.array(pieces).map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(typed, (typed) => {
        const parsed = parseTemplate(typed)
        for (const { start, end, message } of 'mistakes' in parsed ? parsed.mistakes : []) {
          expect(message).not.toBe('')
          expect(start).toBeLessThanOrEqual(end)
          expect(end).toBeLessThanOrEqual(typed.length)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('is read in time that grows with its length', () => {
    for (const piece of ['{{', '\\', '{{title|', '"', '{{select:[', '{{a}}', '{{title|split:"\\']) {
      expect(() => parseTemplate(piece.repeat(20_000))).not.toThrow()
    }
  })
})
