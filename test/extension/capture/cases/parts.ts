/** A place in the first text of the element that the selector finds. */
type Place = [selector: string, offset: number]

/** What a part of a page is as rows: from one place to another. */
type PartCase = [name: string, html: string, from: Place, to: Place, rows: string[][]]

const STEPS = `<table>
  <thead><tr><th id="h1">Line</th><th id="h2">From</th><th id="h3">To</th></tr></thead>
  <tbody>
    <tr><td id="a1" rowspan="2">1</td><td id="a2">Airport</td><td id="a3">Bridge</td></tr>
    <tr><td id="b2">Castle</td><td id="b3">Docks</td></tr>
    <tr><td id="c1">2</td><td id="c2" colspan="2">closed</td></tr>
  </tbody>
</table>
<p id="after">After all</p>`

export const PARTS: PartCase[] = [
  [
    'a text is cut where the selection begins and ends',
    '<p id="a">alpha</p><p>be<b>t</b>a</p><p id="c">gamma</p>',
    ['#a', 2],
    ['#c', 3],
    [['pha\n\nbeta\n\ngam']],
  ],
  [
    'a selection to the very beginning of the next block has nothing of that',
    '<div id="a">alpha</div><div id="b">beta</div>',
    ['#a', 0],
    ['#b', 0],
    [['alpha']],
  ],
  [
    'of a list, the selected items',
    '<ul><li id="a">alpha</li><li>beta</li><li id="c">gamma</li><li>delta</li></ul>',
    ['#a', 2],
    ['#c', 5],
    [['pha'], ['beta'], ['gamma']],
  ],
  ['within a cell, the text', STEPS, ['#a2', 0], ['#a2', 3], [['Air']]],
  [
    'cells of a table are taken whole, in their columns',
    STEPS,
    ['#a2', 3],
    ['#b2', 2],
    [
      ['Airport', 'Bridge'],
      ['Castle', ''],
    ],
  ],
  [
    'a cell that spans rows stands where it begins',
    STEPS,
    ['#h1', 0],
    ['#c2', 6],
    [
      ['Line', 'From', 'To'],
      ['1', 'Airport', 'Bridge'],
      ['', 'Castle', 'Docks'],
      ['2', 'closed', ''],
    ],
  ],
  [
    'what is selected below a table is a row of its own',
    STEPS,
    ['#b3', 1],
    ['#after', 5],
    [['', '', 'Docks'], ['2', 'closed', ''], ['After']],
  ],
  [
    'a nested table by itself is a grid',
    '<table><tr><td>x</td><td><table><tr><td id="a">a</td><td>b</td></tr><tr><td>c</td><td id="d">d</td></tr></table></td></tr></table>',
    ['#a', 0],
    ['#d', 1],
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
]
