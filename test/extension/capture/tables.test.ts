import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { TABLES } from './cases/tables.ts'
import { doms, select, selectFrom, textIn } from './doms.ts'
import { written } from './written.ts'

const PEOPLE = `<table>
  <caption>People</caption>
  <thead><tr><th id="h1">Name</th><th id="h2">Born</th><th id="h3">Town</th></tr></thead>
  <tbody>
    <tr><td id="a1">Ada</td><td id="a2">London once</td><td id="a3">Marylebone</td></tr>
    <tr><td id="b1">Blaise</td><td id="b2">Clermont</td><td id="b3">Paris</td></tr>
    <tr><td id="c1">Carl</td><td id="c2">Brunswick</td><td id="c3">Göttingen</td></tr>
  </tbody>
</table>`

function partOf(document: Document, from: [string, number], to: [string, number]) {
  selectFrom(document, from, to)
  return captureSelection(document)
}

describe.each(doms)('in %s', (_, pageOf) => {
  const captured = (html: string) => captureSelection(pageOf(html).body)
  const rows = (html: string) => written(captured(html))

  describe('a table', () => {
    it('is the grid of its cells, without its caption, its header counted', () => {
      const capture = captured(PEOPLE)
      expect(written(capture)).toEqual([
        ['Name', 'Born', 'Town'],
        ['Ada', 'London once', 'Marylebone'],
        ['Blaise', 'Clermont', 'Paris'],
        ['Carl', 'Brunswick', 'Göttingen'],
      ])
      expect(capture.headerRows).toBe(1)
    })

    it.each(TABLES)('%s', (_, html, expected) => {
      expect(rows(`<table>${html}</table>`)).toEqual(expected)
    })

    it('has boxes as true and false, numbers as numbers, and links as links', () => {
      const html = `<table lang="en"><tr><td><input type="checkbox" checked></td><td><input type="checkbox"></td>
        <td>1,234.5</td><td><a href="https://a.example/">7</a></td></tr></table>`
      expect(captured(html).rows).toEqual([
        [
          { kind: 'boolean', value: true },
          { kind: 'boolean', value: false },
          expect.objectContaining({ kind: 'number', value: 1234.5 }),
          { kind: 'text', value: '7', link: 'https://a.example/' },
        ],
      ])
    })

    it('is read by the language of the nearest element that has one', () => {
      const html = `<div lang="en"><table><tr><td>1.234</td><td lang="de">1.234</td></tr></table></div>`
      expect(captured(html).rows).toMatchObject([
        [
          { kind: 'number', value: 1.234 },
          { kind: 'number', value: 1234 },
        ],
      ])
    })

    it.each([
      [
        'of a head with two rows',
        '<thead><tr><th rowspan="2">a</th><th colspan="2">b</th></tr><tr><th>c</th><th>d</th></tr></thead><tr><td>1</td><td>2</td><td>3</td></tr>',
        2,
      ],
      [
        'of first rows that are all headers',
        '<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>',
        1,
      ],
      ['with a blank corner', '<tr><td></td><th>b</th></tr><tr><th>x</th><td>2</td></tr>', 1],
      [
        'of no row where headers are those of rows',
        '<tr><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr>',
        0,
      ],
      [
        'of no row where the first header of a row says nothing',
        '<tr><th>Phone</th><td></td></tr><tr><th>Town</th><td>Paris</td></tr>',
        0,
      ],
      [
        'with a blank column at its end',
        '<tr><th>a</th><th>b</th><td></td></tr><tr><td>1</td><td>2</td><td>x</td></tr>',
        1,
      ],
      ['of no row where there is nothing but headers', '<tr><th>a</th><th>b</th></tr>', 0],
      [
        'of no row where a row is all of row headers',
        '<tr><th scope="row">a</th><th scope="row">b</th></tr><tr><td>1</td><td>2</td></tr>',
        0,
      ],
    ])('counts the header %s', (_, html, count) => {
      expect(captured(`<table>${html}</table>`).headerRows).toBe(count)
    })

    it('leaves its header as text, which may look like a number', () => {
      const html =
        '<table lang="en"><tr><th>2024</th><th>2025</th></tr><tr><td>1</td><td>2</td></tr></table>'
      expect(captured(html).rows[0]).toEqual([
        { kind: 'text', value: '2024' },
        { kind: 'text', value: '2025' },
      ])
    })
  })

  describe('a table with something around it', () => {
    it('keeps the text before and after in rows of their own', () => {
      const capture = captured(`<h1>Who</h1>${PEOPLE}<p>More to come.</p>`)
      expect(written(capture)).toEqual([
        ['Who'],
        ['Name', 'Born', 'Town'],
        ['Ada', 'London once', 'Marylebone'],
        ['Blaise', 'Clermont', 'Paris'],
        ['Carl', 'Brunswick', 'Göttingen'],
        ['More to come.'],
      ])
      expect(capture.headerRows).toBe(0)
    })

    it('is itself alone where that is blank', () => {
      expect(captured(`<div>\n <p> </p>${PEOPLE}<br></div>`)).toEqual(captured(PEOPLE))
    })

    it.each([
      ['of one cell', `<table><tr><td>${PEOPLE}</td></tr></table>`],
      ['that says so', `<table role="presentation"><tr><td></td><td>${PEOPLE}</td></tr></table>`],
      ['of one column', `<table><tr><td></td></tr><tr><td>${PEOPLE}</td></tr></table>`],
    ])('is found within a table for the layout %s', (_, html) => {
      expect(captured(html)).toEqual(captured(PEOPLE))
    })
  })

  describe('a table of roles', () => {
    it('is a grid like any other', () => {
      const capture = captured(`<div role="grid">
        <div role="rowgroup"><div role="row"><div role="columnheader">Name</div><div role="columnheader" aria-colspan="2">Sizes</div></div></div>
        <div><div role="rowgroup">
          <div role="row"><div><div role="gridcell" aria-rowspan="2">Ada</div></div><div role="gridcell">L</div><div role="gridcell">XL</div></div>
          <div role="row"><div role="gridcell">S</div><div role="gridcell">M</div></div>
        </div></div>
      </div>`)
      expect(written(capture)).toEqual([
        ['Name', 'Sizes', ''],
        ['Ada', 'L', 'XL'],
        ['', 'S', 'M'],
      ])
      expect(capture.headerRows).toBe(1)
    })
  })

  describe('a part of a table', () => {
    it('takes cells whole, in the columns where they stand', () => {
      const capture = partOf(pageOf(PEOPLE), ['#a3', 4], ['#c2', 1])
      expect(written(capture)).toEqual([
        ['', '', 'Marylebone'],
        ['Blaise', 'Clermont', 'Paris'],
        ['Carl', 'Brunswick', ''],
      ])
      expect(capture.headerRows).toBe(0)
    })

    it('has no columns in which nothing was selected', () => {
      expect(written(partOf(pageOf(PEOPLE), ['#b2', 0], ['#b3', 5]))).toEqual([
        ['Clermont', 'Paris'],
      ])
    })

    it('keeps a header that was selected', () => {
      expect(partOf(pageOf(PEOPLE), ['#h1', 0], ['#a3', 1])).toMatchObject({
        headerRows: 1,
        rows: { length: 2 },
      })
    })

    it('of headers alone is what is sent', () => {
      expect(partOf(pageOf(PEOPLE), ['#h1', 0], ['#h3', 4])).toMatchObject({
        headerRows: 0,
        rows: [{ length: 3 }],
      })
    })

    it('within a cell is the selected text of it', () => {
      expect(written(partOf(pageOf(PEOPLE), ['#a2', 0], ['#a2', 6]))).toEqual([['London']])
    })

    it('that ends before the next cell has nothing of that', () => {
      expect(written(partOf(pageOf(PEOPLE), ['#a2', 0], ['#a3', 0]))).toEqual([['London once']])
    })

    it('that leaves the table takes its cells and the text', () => {
      const document = pageOf(`${PEOPLE}<p id="after">After all</p>`)
      selectFrom(document, ['#c2', 3], ['#after', 5])
      expect(written(captureSelection(document))).toEqual([['Brunswick', 'Göttingen'], ['After']])
    })

    it('marked cell by cell is the grid of those cells', () => {
      const document = pageOf(PEOPLE)
      const cell = (id: string) => {
        const element = document.querySelector(id)
        const row = element?.parentNode
        if (!element || !row) throw new Error(`No ${id}.`)
        const index = Array.from(row.childNodes).indexOf(element)
        return { start: { node: row, offset: index }, end: { node: row, offset: index + 1 } }
      }
      select(document, cell('#a1'), cell('#a3'), cell('#c1'), cell('#c3'))
      expect(written(captureSelection(document))).toEqual([
        ['Ada', 'Marylebone'],
        ['Carl', 'Göttingen'],
      ])
    })

    it('marked in two tables is read table by table', () => {
      const document = pageOf(PEOPLE + PEOPLE.replaceAll('id="', 'id="z'))
      const row = (id: string) => {
        const node = textIn(document, id).parentNode?.parentNode
        if (!node) throw new Error(`No ${id}.`)
        return { start: { node, offset: 0 }, end: { node, offset: node.childNodes.length } }
      }
      select(document, row('#a1'), row('#zb1'))
      expect(written(captureSelection(document))).toEqual([
        ['Ada', 'London once', 'Marylebone'],
        ['Blaise', 'Clermont', 'Paris'],
      ])
    })
  })
})
