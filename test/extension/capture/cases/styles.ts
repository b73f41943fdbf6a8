import type { Case } from './case.ts'

/** A page's style sheet that hides in all ways there are, and draws things as others. */
export const HIDING = `<style>
  .sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; }
  .clipped { position: absolute; clip: rect(0, 0, 0, 0); }
  .inset { position: absolute; clip-path: inset(50%); }
  .gone { display: none; }
  .unseen { visibility: hidden; }
  .fixed { user-select: none; }
  .skipped { content-visibility: hidden; }
  .contents { display: contents; }
  .said::after { content: ' said by CSS'; }
  .flex { display: flex; }
  .inline { display: inline; }
  .block { display: block; }
  .pre-line { white-space: pre-line; }
  .loud { text-transform: uppercase; }
  .shown { display: block; }
  .table { display: table; } .row { display: table-row; } .cell { display: table-cell; }
</style>`

/** What needs a layout: a browser knows it, DOM libraries a part of it. */
export const STYLED: Case[] = [
  ['for screen readers alone', '<p>a <span class="sr-only">x</span>b</p>', [['a b']]],
  ['clipped away', '<p>a <span class="clipped">x</span>b</p>', [['a b']]],
  ['clipped by a path', '<p>a <span class="inset">x</span>b</p>', [['a b']]],
  ['not displayed', '<p>a <span class="gone">x</span>b</p>', [['a b']]],
  ['not visible', '<p>a <span class="unseen">x</span>b</p>', [['a b']]],
  ['not to be selected', '<p>a <span class="fixed">x</span>b</p>', [['a b']]],
  ['skipped', '<div>a<div class="skipped">x</div>b</div>', [['a\nb']]],
  ['said by CSS', '<p class="said">a</p>', [['a']]],
  ['without a box of its own', '<div>a<div class="contents">b</div>c</div>', [['abc']]],
  ['blocks that run on', '<div class="inline">a</div><div class="inline">b</div>', [['ab']]],
  ['words that are blocks', '<span class="block">a</span><span class="block">b</span>', [['a\nb']]],
  ['line breaks that count', '<div class="pre-line">a\n   b  c</div>', [['a\nb c']]],
  ['capitals', '<p class="loud">straße</p>', [['STRASSE']]],
  ['shown though it has `hidden`', '<p hidden class="shown">a</p>', [['a']]],
  ['what is hidden from screen readers alone', '<p>a<b aria-hidden="true">b</b></p>', [['ab']]],
  [
    'a table made by styles',
    '<div class="table"><div class="row"><div class="cell">a</div><div class="cell">b</div></div><div class="row"><div class="cell">c</div><div class="cell">d</div></div></div>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a table drawn as blocks, as on narrow screens',
    '<table class="block"><tbody class="block"><tr class="flex"><td class="block">a</td><td class="block">b</td></tr><tr class="flex"><td class="block">c</td><td class="block">d</td></tr></tbody></table>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a cell that is not displayed has no slot, and one that is only invisible has',
    '<table><tr><td>a</td><td class="gone">x</td><td class="unseen">y</td><td>b</td></tr></table>',
    [['a', '', 'b']],
  ],
]
