import type { Case } from './case.ts'

/** What stands within `<table>`. Written out as parsers make it, since not every DOM mends it. */
export const TABLES: Case[] = [
  [
    'a cell over two rows shifts no column',
    '<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>',
    [
      ['a', 'b'],
      ['', 'c'],
    ],
  ],
  [
    'a cell over two columns stands in the first',
    '<tr><td colspan="2">a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr>',
    [
      ['a', '', 'b'],
      ['c', 'd', 'e'],
    ],
  ],
  [
    'rowspan=0 reaches to the end of its group and no further',
    '<tbody><tr><td rowspan="0">a</td><td>b</td></tr><tr><td>c</td></tr></tbody><tbody><tr><td>d</td><td>e</td></tr></tbody>',
    [
      ['a', 'b'],
      ['', 'c'],
      ['d', 'e'],
    ],
  ],
  [
    'a rowspan ends with its group',
    '<thead><tr><th rowspan="9">a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'cells that overlap lose nothing',
    '<tr><td>a</td><td rowspan="2">b</td></tr><tr><td colspan="2">c</td><td>d</td></tr>',
    [
      ['a', 'b', ''],
      ['c', '', 'd'],
    ],
  ],
  [
    'rows that are short end early',
    '<tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td></tr>',
    [
      ['a', 'b', 'c'],
      ['d', '', ''],
    ],
  ],
  [
    'columns that a wide cell only claims are no columns',
    '<tr><td>a</td><td>b</td></tr><tr><td colspan="100">c</td></tr>',
    [
      ['a', 'b'],
      ['c', ''],
    ],
  ],
  [
    'the foot comes last and the head first, wherever they are written',
    '<tfoot><tr><td>sum</td><td>3</td></tr></tfoot><tbody><tr><td>a</td><td>x</td></tr></tbody><thead><tr><th>h</th><th>i</th></tr></thead>',
    [
      ['h', 'i'],
      ['a', 'x'],
      ['sum', '3'],
    ],
  ],
  [
    'empty cells stay in their places',
    '<tr><td></td><th>a</th></tr><tr><th>b</th><td></td></tr>',
    [
      ['', 'a'],
      ['b', ''],
    ],
  ],
  [
    'hidden rows and cells are left out',
    '<tr style="display: none"><td>x</td><td>y</td></tr><tr><td>a</td><td style="display: none">x</td><td>b</td></tr><tr style="visibility: collapse"><td>x</td><td>y</td></tr>',
    [['a', 'b']],
  ],
  [
    'a collapsed column is left out',
    '<colgroup><col><col style="visibility: collapse"><col></colgroup><tr><td>a</td><td>x</td><td>b</td></tr><tr><td>c</td><td>x</td><td>d</td></tr>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'cells keep their line breaks',
    '<tr><td>a<br>b</td><td><p>c</p><p>d</p></td></tr>',
    [['a\nb', 'c\n\nd']],
  ],
  [
    'a table within a cell is the text of the cell',
    '<tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr><tr><td></td><td>d</td></tr></table></td></tr>',
    [['a', 'b\tc\n\td']],
  ],
  [
    'controls tell their values, but never a password',
    '<tr><td><input value="a"></td><td><textarea>b</textarea></td><td><select><option>x</option><option selected>c</option></select></td><td><input type="password" value="x"></td></tr>',
    [['a', 'b', 'c', '']],
  ],
  [
    'a sign that shows the order is no part of a header',
    '<tr><th>a <span aria-hidden="true">▲</span></th><th>b</th></tr><tr><td>c</td><td>d</td></tr>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'its caption is left out',
    '<caption>Who <b>is</b> who</caption><tr><td>a</td><td>b</td></tr>',
    [['a', 'b']],
  ],
  [
    'headers of rows stand in their column',
    '<tr><th scope="row">a</th><td>1</td></tr><tr><th scope="row">b</th><td>2</td></tr>',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'spans that are none count as one',
    '<tr><td colspan="0">a</td><td colspan="x" rowspan="-2">b</td></tr><tr><td colspan="-1">c</td><td>d</td></tr>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'spans in steps shift no column',
    '<tr><td rowspan="3">a</td><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td></tr><tr><td>e</td><td>f</td></tr><tr><td>g</td><td>h</td><td>i</td></tr>',
    [
      ['a', 'b', 'c'],
      ['', '', 'd'],
      ['', 'e', 'f'],
      ['g', 'h', 'i'],
    ],
  ],
  [
    'a block of rows and columns keeps its room',
    '<tr><td rowspan="2" colspan="2">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr>',
    [
      ['a', '', 'b'],
      ['', '', 'c'],
      ['d', 'e', 'f'],
    ],
  ],
  [
    'a row in which no cell begins is no row',
    '<tr><td rowspan="2">a</td><td rowspan="2">b</td></tr><tr></tr><tr><td>c</td><td>d</td></tr>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a row of empty cells stays',
    '<tr><td>a</td><td>b</td></tr><tr><td></td><td>&nbsp;</td></tr><tr><td>c</td><td>d</td></tr>',
    [
      ['a', 'b'],
      ['', ''],
      ['c', 'd'],
    ],
  ],
  [
    'what has the attribute `hidden` is left out',
    '<tr><td>a</td><td hidden>x</td><td>b</td></tr><tr hidden><td>x</td><td>y</td></tr><tr><td>c</td><td>d <span hidden>x</span></td></tr>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a list in a cell is a line an item',
    '<tr><td><ul><li>a</li><li>b</li></ul></td><td>c</td></tr>',
    [['a\nb', 'c']],
  ],
  [
    'pictures are their words, and links their text',
    '<tr><td><img src="/x.png" alt="Yes"> sure</td><td><a href="/b">b <img src="/i.png" alt=""></a></td></tr>',
    [['Yes sure', 'b']],
  ],
  [
    'from right to left, the first column is the first',
    '<tr dir="rtl"><td>\u05D0</td><td>\u05D1</td></tr><tr dir="rtl"><td>1</td><td>2</td></tr>',
    [
      ['\u05D0', '\u05D1'],
      ['1', '2'],
    ],
  ],
  [
    'editable cells are cells',
    '<tr><td contenteditable>a<div>b</div></td><td><span contenteditable>c</span></td></tr>',
    [['a\nb', 'c']],
  ],
  [
    'a table of two columns within a cell keeps its spans to itself',
    '<tr><td><table><tr><td colspan="3" rowspan="2">a</td></tr></table></td><td>b</td></tr><tr><td>c</td><td>d</td></tr>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'what looks like a formula is text',
    '<tr><td>=1+1</td><td>+1+2</td></tr><tr><td>-1+2</td><td>@x</td></tr>',
    [
      ['=1+1', '+1+2'],
      ['-1+2', '@x'],
    ],
  ],
]
