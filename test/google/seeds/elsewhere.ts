import { newBook, type Book } from '#test/google/sheets/book/book.ts'
import {
  area,
  changed,
  checkBoxes,
  choices,
  colour,
  fill,
  look,
  note,
  richText,
  size,
  tabProperties,
} from './change.ts'
import { banded, ruledAbove, when } from './objects.ts'
import { day, numbers, tab, table } from './table.ts'

/** Spreadsheets of other languages: written from the right, or with another locale's numbers. */

const TAG = numbers('dd.mm.yyyy', 'DATE')
const BETRAG = numbers('#,##0.00 [$€-1]', 'CURRENCY')
const ANTEIL = numbers('0.0%', 'PERCENT')

/** German: 1.240,00 € and 01.02.2026, in the time of Berlin. */
export function haushaltsbuch(): Book {
  const rows: [string, string, string, number][] = [
    ['2026-01-02', 'Miete', 'Wohnen', 1240],
    ['2026-01-05', 'Strom', 'Wohnen', 86.4],
    ['2026-01-09', 'Wochenmarkt', 'Essen', 42.35],
    ['2026-01-14', 'Monatskarte', 'Verkehr', 58],
    ['2026-01-21', 'Bücher', 'Freizeit', 34.9],
    ['2026-01-28', 'Bäckerei', 'Essen', 17.85],
    ['2026-02-02', 'Miete', 'Wohnen', 1240],
    ['2026-02-11', 'Zahnarzt', 'Gesundheit', 129.5],
    ['2026-02-20', 'Theater', 'Freizeit', 64],
  ]
  const kinds = ['Wohnen', 'Essen', 'Verkehr', 'Freizeit', 'Gesundheit']
  const spent = tab(
    'Ausgaben',
    table(
      ['Datum', 'Wofür', 'Art', 'Betrag'],
      rows.map(([date, ...rest]) => [day(date), ...rest]),
      [TAG, undefined, undefined, BETRAG],
    ),
    { widths: [100, 160, 120, 120], colour: [0.1, 0.45, 0.91] },
  )
  const shares = kinds.map((kind, index) => {
    const row = String(index + 2)
    return [kind, `=SUMIF(Ausgaben!C2:C10;A${row};Ausgaben!D2:D10)`, `=B${row}/B7`]
  })
  const sums = tab(
    'Übersicht',
    table(
      ['Art', 'Summe', 'Anteil'],
      [...shares, ['Zusammen', '=SUM(B2:B6)', '=SUM(C2:C6)']],
      [undefined, BETRAG, ANTEIL],
    ),
    { id: 730_000_001, widths: [140, 120] },
  )
  const book = { ...newBook([spent, sums]), locale: 'de_DE', timeZone: 'Europe/Berlin' }
  const total = area('A7:C7', 730_000_001)
  return changed(
    book,
    look(area('A1:D1'), fill('#d2e3fc')),
    look(area('D1'), { horizontalAlignment: 'RIGHT' }),
    choices(area('C2:C10'), kinds),
    when(area('D2:D10'), 'NUMBER_GREATER', ['1000'], { textFormat: { bold: true } }),
    look(area('B1:C1', 730_000_001), { horizontalAlignment: 'RIGHT' }),
    look(total, { textFormat: { bold: true } }),
    ruledAbove(total),
  )
}

/** Books at home, in Arabic and in Hebrew, from the right to the left. */
export function library(): Book {
  const arabic = tab(
    'الكتب',
    table(
      ['العنوان', 'المؤلف', 'السنة', 'اللغة', 'مقروء', 'ملاحظات'],
      [
        ['موسم الهجرة إلى الشمال', 'الطيب صالح', 1966, 'العربية', true, 'من أجمل الروايات'],
        ['الأيام', 'طه حسين', 1929, 'العربية', true, null],
        ['عزازيل', 'يوسف زيدان', 2008, 'العربية', false, 'هدية من سلمى'],
        ['Middlemarch', 'George Eliot', 1871, 'الإنجليزية', false, 'المجلد الأول فقط'],
        ['قنديل أم هاشم', 'يحيى حقي', 1944, 'العربية', true, null],
      ],
    ),
    { widths: [200, 140, 80, 100, 80, 180], colour: [0.56, 0.14, 0.67] },
  )
  const hebrew = tab(
    'ספרים',
    table(
      ['כותר', 'מחבר', 'שנה', 'נקרא'],
      [
        ['סיפור על אהבה וחושך', 'עמוס עוז', 2002, true],
        ['מישהו לרוץ איתו', 'דויד גרוסמן', 2000, false],
        ['תמול שלשום', 'ש״י עגנון', 1945, false],
      ],
    ),
    { id: 840_000_001, widths: [220, 140] },
  )
  return changed(
    newBook([arabic, hebrew]),
    tabProperties(0, { rightToLeft: true }),
    tabProperties(840_000_001, { rightToLeft: true }),
    ...size('ROWS', 0, [30]),
    look(area('A1:F1'), { ...fill('#f3e8fd'), verticalAlignment: 'MIDDLE' }),
    choices(area('D2:D6'), ['العربية', 'الإنجليزية', 'الفرنسية']),
    checkBoxes(area('E2:E6')),
    look(area('A5:B5'), { textDirection: 'LEFT_TO_RIGHT', horizontalAlignment: 'LEFT' }),
    look(area('F2:F6'), { wrapStrategy: 'WRAP', textFormat: { italic: true } }),
    richText(area('F4'), [
      ['هدية من '],
      ['سلمى', { bold: true, foregroundColor: colour('#7627bb') }],
    ]),
    note(area('F5'), 'المجلد الثاني عند الجيران'),
    banded(area('A1:F6'), '#f3e8fd', '#faf5ff'),
    checkBoxes(area('D2:D4', 840_000_001)),
    look(area('A1:D1', 840_000_001), fill('#fce8e6')),
  )
}
