/** Pages of our own, marked up as real sites of their kind mark up theirs, and what an element of each is. */
type PageCase = [
  name: string,
  page: string,
  selector: string,
  capture: { headerRows: number; rows: string[][] },
]

export const PAGES: PageCase[] = [
  [
    'an encyclopedia’s box of facts has names and values',
    'encyclopedia',
    '.infobox',
    {
      headerRows: 0,
      rows: [
        ['', ''],
        ['Area', '48 km2'],
        ['Towns', 'Vell, Tarn'],
      ],
    },
  ],
  [
    'an encyclopedia’s table has its grouped header and its columns in place',
    'encyclopedia',
    '.sortable',
    {
      headerRows: 2,
      rows: [
        ['Year', 'Depth (m)', '', 'Source'],
        ['', 'Spring', 'Autumn', ''],
        ['1998', '31.5', '29', 'survey'],
        ['', '31.7', '–', ''],
        ['1999', 'no measurements', '', '[2]'],
      ],
    },
  ],
  [
    'a grid of a React library is a grid',
    'data-grid',
    'body',
    {
      headerRows: 1,
      rows: [
        ['', 'Supplier', 'Quote', 'In stock'],
        ['TRUE', 'Norrland Timber', '1240.5', 'TRUE'],
        ['FALSE', 'Öst & Söner', '980', 'FALSE'],
      ],
    },
  ],
  [
    'a file of a code host is a row a line',
    'code-blob',
    'body',
    {
      headerRows: 0,
      rows: [
        ['', 'if (a) {'],
        ['', 'b()'],
        ['', '}'],
      ],
    },
  ],
  [
    'an old site’s results are found among the tables that arrange it',
    'old-layout',
    'body',
    {
      headerRows: 2,
      rows: [
        ['', 'Home', '', 'Away', ''],
        ['Club', 'W', 'L', 'W', 'L'],
        ['Harbour', '3', '1', '2', '2'],
        ['Mill End', '2', '2', 'not played', ''],
      ],
    },
  ],
  [
    'a bank’s statement has its total last, and nothing that is folded away',
    'statement',
    'body',
    {
      headerRows: 1,
      rows: [
        ['Date', 'Text', 'Out', 'In'],
        ['2026-03-02', 'Rent\nMarch', '1250', ''],
        ['2026-03-05', '=SALARY', '', '2000'],
        ['Total', '', '1250', '2000'],
      ],
    },
  ],
  [
    'a timetable has its lines in the rows where they begin, and its notes where they stand',
    'timetable',
    'table',
    {
      headerRows: 2,
      rows: [
        ['Line', 'Stop', 'Weekdays', '', 'Sat'],
        ['', '', 'first', 'last', ''],
        ['12', 'Harbour', '05:10:00', '23:40:00', '06:10:00'],
        ['', 'Mill End\n(request stop)', '05:22:00', '23:52:00', '06:22:00'],
        ['N4', 'Harbour', 'no service', '', '00:30:00'],
        ['', 'Castle', '', '', '00:48:00'],
      ],
    },
  ],
  [
    'a comparison of products has pictures by their words, prices as numbers, and no hidden column',
    'comparison',
    '.compare',
    {
      headerRows: 1,
      rows: [
        ['', 'Aster 2', 'Borealis (辺(へん)版)'],
        ['Photo', 'Aster 2 from the front', 'borealis.jpg'],
        ['Price', '1299.5', '949'],
        ['Wireless', 'Yes', 'No'],
        ['In the box', 'Cable\nManual', 'Cable'],
        ['Your rating', '4', ''],
      ],
    },
  ],
]
