import type { Case } from './case.ts'

/** What this and other scripts ask of elements, as the names of a form's fields. */
const NAMES =
  'assignedSlot attributes baseURI childNodes children closest constructor firstChild getAttribute getRootNode hasAttribute host isConnected localName matches nextSibling nodeName nodeType nodeValue ownerDocument parentElement parentNode querySelector querySelectorAll shadowRoot style tagName textContent'.split(
    ' ',
  )

/** One named field is an element, two of a name are a list of them. */
const FIELDS = NAMES.map((name, at) =>
  `<input type="hidden" name="${name}">`.repeat((at % 2) + 1),
).join('')

/** What holds a form whose fields have the names of what elements are asked. */
export const FORMS: Case[] = [
  [
    'its text, with its lines and links',
    `<p>a</p><form lang="de">${FIELDS}<p>1 <a href="https://a.example/">b</a></p>c<br>d</form>`,
    [['a\n\n1 b\n\nc\nd']],
  ],
  ['its value, in its language', `<form lang="de">${FIELDS}1.234,5</form>`, [['1234.5']]],
  [
    'a table in it',
    `<form>${FIELDS}<table><tr><td>a</td><td>b</td></tr><tr><td colspan="2">c</td></tr></table></form>`,
    [
      ['a', 'b'],
      ['c', ''],
    ],
  ],
  [
    'a table of which it is a cell',
    `<div role="table"><div role="row"><div role="cell">a</div><form role="cell" aria-colspan="2">${FIELDS}b</form></div><div role="row"><div role="cell">c</div><div role="cell">d</div><div role="cell">e</div></div></div>`,
    [
      ['a', 'b', ''],
      ['c', 'd', 'e'],
    ],
  ],
  ['a list in it', `<form>${FIELDS}<ul><li>a</li><li>b</li></ul></form>`, [['a'], ['b']]],
]
