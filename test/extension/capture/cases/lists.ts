import type { Case } from './case.ts'

export const LISTS: Case[] = [
  ['is a row an item', '<ul><li>a</li> <li>b</li></ul>', [['a'], ['b']]],
  ['may be numbered, or a menu', '<ol><li>a</li><li>b</li></ol>', [['a'], ['b']]],
  [
    'may be one by its role',
    '<div role="list"><div role="listitem">a</div><div>b</div></div>',
    [['a'], ['b']],
  ],
  ['may lie in something', '<div> <nav><ul><li>a</li><li>b</li></ul></nav> </div>', [['a'], ['b']]],
  [
    'has the items of lists within it after their parent',
    '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul>d</li><li>e</li></ul>',
    [['a\nd'], ['b'], ['c'], ['e']],
  ],
  [
    'keeps the lines of an item',
    '<ul><li><p>a</p><p>b</p></li><li>c</li></ul>',
    [['a\n\nb'], ['c']],
  ],
  [
    'has no row for an empty item',
    '<ul><li>a</li><li> </li><li style="display: none">x</li></ul>',
    [['a']],
  ],
  [
    'has items that are pictures, by their words or their files',
    '<ul><li><img src="/a.png" alt="One"></li><li><img src="/b.png"></li></ul>',
    [['One'], ['b.png']],
  ],
  [
    'may have lists for items, and text between them',
    '<ul><ul><li>a</li></ul>b<li>c</li></ul>',
    [['a'], ['b'], ['c']],
  ],
  [
    'is text where it is not all there is',
    '<p>x</p><ul><li>a</li><li>b</li></ul>',
    [['x\n\na\nb']],
  ],
]

export const TERMS: Case[] = [
  [
    'has a column for the terms and one for what is said of them',
    '<dl><dt>a</dt><dd>1</dd><dt>b</dt><dd>2</dd></dl>',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'may say several things of a term',
    '<dl><dt>a</dt><dd>1</dd><dd>2</dd></dl>',
    [
      ['a', '1'],
      ['', '2'],
    ],
  ],
  [
    'may say one of several',
    '<dl><dt>a</dt><dt>b</dt><dd>1</dd></dl>',
    [
      ['a', '1'],
      ['b', ''],
    ],
  ],
  [
    'may wrap its groups',
    '<dl><div><dt>a</dt><dd>1</dd></div><div><dt>b</dt><dd>2</dd></div></dl>',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'has the line breaks and lists of what is said',
    '<dl><dt>a</dt><dd>1<br>2</dd><dt>b</dt><dd><ul><li>3</li><li>4</li></ul></dd></dl>',
    [
      ['a', '1\n2'],
      ['b', '3\n4'],
    ],
  ],
]
