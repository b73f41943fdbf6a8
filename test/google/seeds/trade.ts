import { newBook, type Book } from '#test/google/sheets/book/book.ts'
import type { Row } from '#test/google/sheets/book/grid.ts'
import {
  area,
  changed,
  checkBoxes,
  choices,
  colour,
  fill,
  look,
  note,
  tabProperties,
} from './change.ts'
import { SUPPLIERS } from './lists.ts'
import { banded, filtered, protectedFor, shaded, when } from './objects.ts'
import { DATE, day, DOLLAR, EURO, GROUPED, PERCENT, SHORT_DATE, tab, table } from './table.ts'

/** Lists that a trade needs. */

export function suppliers(): Book {
  const rows = SUPPLIERS.map(([name, city, country, since, spend, share, active]) => [
    name,
    city,
    country,
    day(since),
    spend,
    share,
    active,
  ])
  const formats = [undefined, undefined, undefined, SHORT_DATE, EURO, PERCENT]
  const header = ['Supplier', 'City', 'Country', 'Since', 'Spend 2025', 'Share', 'Active']
  const book = newBook([
    tab('Suppliers', table(header, rows, formats), { widths: [220, 130, 140, 110, 120, 80, 70] }),
  ])
  const all = area('A1:G41')
  const countries = [...new Set(SUPPLIERS.map(([, , country]) => country))].toSorted()
  return changed(
    book,
    tabProperties(0, { gridProperties: { frozenRowCount: 1, frozenColumnCount: 1 } }),
    look(area('E1:F1'), { horizontalAlignment: 'RIGHT' }),
    look(area('G1:G41'), { horizontalAlignment: 'CENTER' }),
    choices(area('C2:C41'), countries),
    checkBoxes(area('G2:G41')),
    note(area('F1'), 'Of all that was spent in 2025.'),
    banded(all, '#d7e6dc', '#f4f8f5'),
    filtered(all),
    shaded(area('F2:F41'), '#57bb8a'),
    when(area('A2:A41'), 'CUSTOM_FORMULA', ['=NOT($G2)'], {
      textFormat: { strikethrough: true, foregroundColor: colour('#80868b') },
    }),
  )
}

export function prices(): Book {
  const products = ['Oak board', 'Walnut board', 'Brass hinge', 'Linen cord', 'Beeswax', 'Wood oil']
  const list = (factor: number, start: string): Row[] =>
    table(
      ['Article', 'Price', 'Discount', 'In stock', 'Valid from'],
      products.flatMap((name, index) =>
        ['S', 'M', 'L'].map((size, step) => [
          `${name} ${size}`,
          Math.round((4.9 + index * 7.35) * (1 + step * 0.6) * factor * 100) / 100,
          [0, 0.05, 0.125][(index + step) % 3] ?? 0,
          (index * 37 + step * 113) % 1450,
          day(start) + index,
        ]),
      ),
      [undefined, factor === 1 ? EURO : DOLLAR, PERCENT, GROUPED, DATE],
    )
  const book = newBook([
    tab('Europe', list(1, '2026-01-01'), { colour: [0.26, 0.52, 0.96], widths: [180] }),
    tab('United States', list(1.12, '2026-01-15'), {
      id: 901244871,
      colour: [0.92, 0.26, 0.21],
      widths: [180],
    }),
    tab('Notes', table(['Note'], [['Prices without tax'], ['Ask Ben about volume discounts']]), {
      id: 1440092137,
      colour: [0.98, 0.74, 0.02],
      widths: [320],
    }),
    tab('Costs', list(0.61, '2026-01-01'), { id: 277310984, hidden: true }),
  ])
  return changed(
    book,
    ...[0, 901244871].flatMap((sheetId) => [
      tabProperties(sheetId, { gridProperties: { frozenRowCount: 1, frozenColumnCount: 1 } }),
      look(area('A1:E1', sheetId), fill('#e8f0fe')),
      look(area('B1:E1', sheetId), { horizontalAlignment: 'RIGHT' }),
      when(area('C2:C19', sheetId), 'NUMBER_GREATER', ['0'], {
        textFormat: { bold: true, foregroundColor: colour('#137333') },
      }),
      when(area('D2:D19', sheetId), 'NUMBER_LESS', ['100'], fill('#fce8e6')),
    ]),
    look(area('A2:A3', 1440092137), { wrapStrategy: 'WRAP' }),
    protectedFor(area('A1:E19', 277310984), 'What we pay ourselves', ['ada@gmail.com']),
  )
}
