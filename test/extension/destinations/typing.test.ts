import { describe, expect, it } from 'vitest'
import { filters } from '#shared/template/filters.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import { variables } from '#shared/template/variables.ts'
import {
  completionsAt,
  hasExpression,
  withFilter,
  withVariable,
  type Typed,
} from '#extension/destinations/typing.ts'

/** `a [b] c` has b selected, `a []b` has the caret there. */
function marked(written: string): Typed {
  const start = written.indexOf('[')
  const end = written.indexOf(']') - 1
  return { text: written.replace('[', '').replace(']', ''), start, end }
}

function shown({ text, start, end }: Typed): string {
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`
}

describe('a variable from the menu', () => {
  it.each([
    ['', 'title', '{{title}}'],
    ['From [], ', 'domain', 'From {{domain}}, '],
    ['[all of it]', 'url', '{{url}}'],
    // In an expression there is no place for another one.
    ['{{ti[]tle}}.', 'url', '{{title}}{{url}}.'],
    // A backslash would make text of it.
    [String.raw`C:\[]`, 'title', String.raw`C:\\{{title}}`],
  ])('put into %s', (before, name, after) => {
    const at = before.includes('[') ? marked(before) : { text: before, start: 0, end: 0 }
    const variable = variables.find((each) => each.name === name)
    expect(withVariable(at, variable?.name ?? 'selection').text).toBe(after)
  })

  it('is gone on behind', () => {
    expect(shown(withVariable(marked('From [] on'), 'date'))).toBe('From {{date}}[] on')
    expect(shown(withVariable(marked(String.raw`\[] on`), 'date'))).toBe(
      String.raw`\\{{date}}[] on`,
    )
  })

  it('has what must follow it selected, to be typed over', () => {
    expect(shown(withVariable(marked('[]'), 'column'))).toBe('{{column:[Price]}}')
    expect(shown(withVariable(marked('[]'), 'selectAll'))).toBe('{{selectAll:[.tag]}}')
  })

  it.each(variables.map(({ name }) => name))('%s is one that can be read', (name) => {
    expect(parseTemplate(withVariable(marked('a []'), name).text)).toHaveProperty('template')
  })
})

describe('a filter from the menu', () => {
  it.each([
    ['{{title}} {{url}}[]', '{{title}} {{url|trim}}'],
    ['{{ti[]tle}} {{url}}', '{{title|trim}} {{url}}'],
    ['[]by {{author}}', 'by {{author|trim}}'],
    ['{{title|split:"}}"}}[]', '{{title|split:"}}"|trim}}'],
  ])('goes to the end of what it stands at: %s', (before, after) => {
    expect(withFilter(marked(before), 'trim')?.text).toBe(after)
  })

  it('has its arguments selected', () => {
    const changed = withFilter(marked('{{title}}[]'), 'truncate')
    expect(changed && shown(changed)).toBe('{{title|truncate:[11]}}')
  })

  it.each(filters.map(({ name }) => name))('%s is one that can be read', (name) => {
    const changed = withFilter(marked('{{title}}[]'), name)
    expect(parseTemplate(changed?.text ?? '{{')).toHaveProperty('template')
  })

  it('has nothing to change in text alone, or in what is escaped', () => {
    for (const text of ['title', String.raw`\{{title}}`, '{{title']) {
      expect(withFilter({ text, start: 0, end: 0 }, 'trim')).toBeNull()
      expect(hasExpression(text)).toBe(false)
    }
  })
})

function offered(written: string): string[] {
  return completionsAt(marked(written))?.options.map(({ name }) => name) ?? []
}

describe('what a name may become', () => {
  it('is every variable with that beginning, in whatever case it is typed', () => {
    expect(offered('{{Da[]')).toEqual(['date', 'datetime'])
    expect(offered('a {{ sel[]}} b')).toEqual(['selection', 'select', 'selectAll'])
    expect(offered('{{[]')).toHaveLength(variables.length)
  })

  it('is every filter behind a bar', () => {
    expect(offered('{{title|tr[]}}')).toEqual(['trim', 'truncate'])
    expect(offered('{{title|split:"|"|f[]')).toEqual(['first'])
  })

  it.each([
    'tit[]',
    '{{title}}[]',
    '{{title[]}}',
    '{{ti[]tle}}',
    '{{date:D[]}}',
    '{{title|split:"a|t[]"}}',
    '{{title|truncate:1[]}}',
    '{{[ti]',
    String.raw`\{{ti[]`,
  ])('is nothing in %s', (written) => {
    expect(offered(written)).toEqual([])
  })

  it.each([
    ['{{titl[]', '{{title}}[]'],
    ['{{titl[]}} x', '{{title[]}} x'],
    ['{{ti[]tel}}', '{{title[]}}'],
    ['{{colu[]', '{{column:[Price]}}'],
    ['{{title|trun[]', '{{title|truncate:[11]}}'],
  ])('takes its place in %s', (before, after) => {
    const [first] = completionsAt(marked(before))?.options ?? []
    expect(first && shown(first.result)).toBe(after)
  })
})
