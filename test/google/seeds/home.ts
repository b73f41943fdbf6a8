import { newBook, type Book } from '#test/google/sheets/book/book.ts'
import { area, changed, checkBoxes, fill, link, look, note, richText } from './change.ts'
import { CONTACTS, READING } from './lists.ts'
import { DATE, day, tab, table } from './table.ts'

/** Lists that a person keeps. */

export function readingList(): Book {
  const rows = READING.map(([title, link, note, date, read]) => [
    title,
    link,
    note,
    day(date),
    read,
  ])
  const formats = [undefined, undefined, undefined, DATE]
  const list = tab(
    'Reading list',
    table(['Title', 'Link', 'Note', 'Date', 'Read'], rows, formats),
    {
      widths: [260, 220, 300, 100, 70],
    },
  )
  return changed(
    newBook([list, tab('Archive', [], { id: 1187302645 })]),
    look(area('A1:E1'), fill('#e6f4ea')),
    note(area('E1'), 'Tick it when the last page is turned.'),
    checkBoxes(area('E2:E16')),
    look(area('A5'), { textFormat: { italic: true } }),
  )
}

export function contacts(): Book {
  const header = ['Name', 'Email', 'Phone', 'Company', 'Met at', 'Notes']
  const book = newBook([
    tab('Contacts', table(header, CONTACTS), { widths: [170, 220, 140, 160, 140, 260] }),
  ])
  const mails = CONTACTS.map(([, email = ''], index) =>
    link(area(`B${String(index + 2)}`), `mailto:${email}`),
  )
  return changed(
    book,
    look(area('A1:F1'), { ...fill('#e8eaed'), verticalAlignment: 'MIDDLE' }),
    look(area('A2:A9'), { textFormat: { bold: true } }),
    look(area('F2:F9'), { wrapStrategy: 'WRAP', textFormat: { italic: true } }),
    ...mails,
    note(area('C3'), 'Not before ten in the morning.'),
    richText(area('F8'), [
      ['Suppliers', { link: { uri: 'https://example.org/suppliers' } }],
      [' sheet'],
    ]),
  )
}
