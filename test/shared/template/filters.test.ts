import { describe, expect, it } from 'vitest'
import { asText, EMPTY, text, type Cell } from '#shared/cells.ts'
import { filters } from '#shared/template/filters.ts'
import { variables } from '#shared/template/variables.ts'
import { rendered, templateOf } from './facts.ts'

/** What a filter makes of a selection. */
function filtered(selection: Cell | string, filter: string): Cell {
  return rendered(`{{selection|${filter}}}`, {
    selection: typeof selection === 'string' ? text(selection) : selection,
  })
}

describe('the examples that help shows', () => {
  it.each(filters)('$name: $words', ({ example: { on, filter, gives } }) => {
    expect(asText(filtered(on, filter))).toBe(gives)
  })

  it.each(variables)('$example can be typed', ({ name, example }) => {
    expect(templateOf(example)).toMatchObject([{ variable: { name } }])
  })
})

describe('a filter', () => {
  it.each([
    ['a text that is not there', 'abc', 'replace:"x","y"', 'abc'],
    ['nothing', 'abc', 'replace:"","y"', 'abc'],
    ['signs that mean something to others', 'a.c $& (b)', 'replace:".","$&"', 'a$&c $& (b)'],
    ['a text with nothing', 'a-b-c', 'replace:"-"', 'abc'],
  ])('replaces %s', (_, on, filter, gives) => {
    expect(asText(filtered(on, filter))).toBe(gives)
  })

  it.each([
    ['🦦🦦é́', 'slice:1,2', '🦦'],
    ['👩‍👩‍👧 family', 'slice:0,1', '👩‍👩‍👧'],
    ['abc', 'slice:-2', 'bc'],
    ['abc', 'slice:-9', 'abc'],
    ['abc', 'slice:0,-1', 'ab'],
    ['abc', 'slice:5', ''],
    ['🇫🇷🇩🇪🇮🇹', 'truncate:2', '🇫🇷…'],
    ['ab', 'truncate:2', 'ab'],
    ['ab', 'truncate:0', '…'],
  ])('never cuts a character in two: %s|%s', (on, filter, gives) => {
    expect(asText(filtered(on, filter))).toBe(gives)
  })

  it.each([
    ['a, b,, c', 'split:","', 'a, b, c'],
    ['a, b', 'split:""', 'a, b'],
    ['a;b;c', 'split:";"|nth:-1', 'c'],
    ['a;b', 'split:";"|nth:0', ''],
    ['a;b', 'split:";"|nth:3', ''],
    ['one\ntwo', String.raw`split:"\n"|join:" & "`, 'one & two'],
    ['b;a;b', 'split:";"|unique|join:""', 'ba'],
    ['a;b', 'split:";"|upper|first', 'A'],
  ])('works on several: %s|%s', (on, filter, gives) => {
    expect(asText(filtered(on, filter))).toBe(gives)
  })

  it.each<[Cell | string, string, Cell]>([
    [' 42 ', 'number', { kind: 'number', value: 42 }],
    ['a dozen', 'number', text('a dozen')],
    ['2.5', 'number|round', { kind: 'number', value: 3 }],
    ['1.005', 'number|round:2', { kind: 'number', value: 1.01 }],
    [{ kind: 'number', value: -1.25 }, 'round:1', { kind: 'number', value: -1.3 }],
    [{ kind: 'number', value: 1e300 }, 'round:15', { kind: 'number', value: 1e300 }],
    [{ kind: 'number', value: 1e-9 }, 'round:2', { kind: 'number', value: 0 }],
    ['1.5', 'round', text('1.5')],
    [{ kind: 'number', value: 1.5 }, 'text', text('1.5')],
    ['2026-03-05T23:00:00-08:00', 'date', { kind: 'date', value: '2026-03-05' }],
    ['2026-03-05T23:00:00', 'date', { kind: 'date', value: '2026-03-05' }],
    ['2026-03-05T23:00:00', 'date:"H:mm"', text('23:00')],
    ['2026-02-31', 'date', text('2026-02-31')],
    ['soon', 'date:"YYYY"', text('soon')],
    [{ kind: 'time', value: '09:05:00' }, 'date', { kind: 'time', value: '09:05:00' }],
    [{ kind: 'time', value: '09:05:00' }, 'date:"h:mm A"', text('9:05 AM')],
    [{ kind: 'date', value: '2026-03-05' }, 'date:"dddd","de"', text('Donnerstag')],
    [EMPTY, 'default:0', { kind: 'number', value: 0 }],
    ['  ', 'default:title', text('Otters')],
    ['x', 'default:"y"', text('x')],
    ['x', 'link:"javascript:alert(1)"', text('x')],
    ['x', 'link:"mailto:a@b.example"', { kind: 'text', value: 'x', link: 'mailto:a@b.example' }],
    [{ kind: 'boolean', value: true }, 'lower', text('true')],
    [{ kind: 'boolean', value: true }, 'upper', { kind: 'boolean', value: true }],
    ["the otter's day", 'titlecase', text("The Otter's Day")],
  ])('gives cells their types: %j|%s', (on, filter, cell) => {
    expect(filtered(on, filter)).toEqual(cell)
  })

  it('keeps the link of a whole text that it changes, and the links of parts that it cuts', () => {
    const whole: Cell = { kind: 'text', value: 'see here', link: 'https://h.example/' }
    expect(filtered(whole, 'upper')).toEqual({ ...whole, value: 'SEE HERE' })
    const links = [{ start: 4, end: 8, url: 'https://h.example/' }]
    expect(filtered({ kind: 'text', value: 'see here now', links }, 'slice:2,6')).toEqual({
      kind: 'text',
      value: 'e he',
      links: [{ start: 2, end: 4, url: 'https://h.example/' }],
    })
    expect(filtered({ kind: 'text', value: 'see here', links }, 'split:" "|last')).toEqual({
      kind: 'text',
      value: 'here',
      link: 'https://h.example/',
    })
    expect(filtered(whole, 'unlink')).toEqual(text('see here'))
  })
})
