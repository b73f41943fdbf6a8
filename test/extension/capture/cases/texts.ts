/** What a piece of HTML is as a text. */
type TextCase = [name: string, html: string, text: string]

export const TEXTS: TextCase[] = [
  ['plain text', 'just text', 'just text'],
  ['inline elements run on', 'one <b>bold</b><i>ly</i> go', 'one boldly go'],
  ['<br> is a line break', 'one<br>two<br/><br>four', 'one\ntwo\n\nfour'],
  ['blocks are lines of their own', '<div>one</div><div>two</div>three', 'one\ntwo\nthree'],
  ['nested blocks break once', '<div><section><div>one</div></section></div>two', 'one\ntwo'],
  ['an empty block is no line', '<div>one</div><div></div><div>two</div>', 'one\ntwo'],
  ['a break at a block’s end is the block’s', '<div>one<br></div><div>two</div>', 'one\ntwo'],
  ['a break between blocks is a line', '<div>one</div><br><div>two</div>', 'one\n\ntwo'],
  ['paragraphs stand apart', '<p>one</p><p>two</p>', 'one\n\ntwo'],
  ['a list in a text is a line an item', 'x<ul><li>one</li><li>two</li></ul>', 'x\none\ntwo'],
  [
    'blanks of the source collapse',
    '<p>\n  one\n\t two </p>\n  <p> three\n</p>\n',
    'one two\n\nthree',
  ],
  ['a blank between elements is one', '<b>one</b> \n <i> two</i>', 'one two'],
  ['preformatted text stays', '<pre>if (x)\n    y()\n\nz</pre>', 'if (x)\n    y()\n\nz'],
  ['code in it too', '<pre><code>a\n  b</code></pre>', 'a\n  b'],
  ['what starts with = is text', '=IMPORTXML("x")', '=IMPORTXML("x")'],
  ['characters outside the basic plane', 'naïve 👩‍👩‍👧 日本', 'naïve 👩‍👩‍👧 日本'],
  ['spaces that do not break are spaces', '1&nbsp;000&nbsp;€', '1 000 €'],
  ['blank ends are trimmed', '<br>&nbsp; one <br><br>', 'one'],
  [
    'scripts and styles are not seen',
    'a<script>b</script><style>c</style><template>d</template>e',
    'ae',
  ],
  ['hidden elements are not seen', 'a<span hidden>b</span><div hidden>c</div>d', 'ad'],
  [
    'of what is folded away only the summary is seen',
    '<details><summary>a</summary>b<p>c</p></details><details open><summary>d</summary>e</details>',
    'a\nd\ne',
  ],
  [
    'controls keep their own text',
    'a<textarea>b</textarea><select><option>c</option></select>',
    'a',
  ],
  [
    'of ruby, how it is read stands behind it',
    '<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>だ',
    '漢(かん)字(じ)だ',
  ],
  ['ruby that says nothing adds nothing', '<ruby>漢<rt></rt></ruby>字', '漢字'],
  [
    'text from right to left is in its own order',
    '<p dir="rtl">שלום <b>12</b> abc</p>',
    'שלום 12 abc',
  ],
  ['what can be broken anywhere is one word', 'super<wbr>cali&shy;fragil', 'supercali\u00ADfragil'],
  [
    'editable text has its lines',
    '<div contenteditable><div>one</div><div><br></div><div>two</div></div>',
    'one\n\ntwo',
  ],
  ['terms in a text are lines', 'x<dl><dt>a</dt><dd>b</dd></dl>', 'x\na\nb'],
  ['pictures are their words', 'a <img src="/x.png" alt="big  chart"> b', 'a big chart b'],
]
