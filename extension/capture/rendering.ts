import { unclobbered } from './unclobbered.ts'

/** What an element is to a table, whatever it is made of. */
export type TablePart = 'table' | 'head' | 'body' | 'foot' | 'row' | 'cell' | 'columns' | 'caption'

/** How an element takes part in what a person sees. */
export type Rendering = {
  /** `closed` is a block of which nothing is shown within. */
  display: 'none' | 'closed' | 'inline' | 'block' | 'paragraph' | 'row' | 'cell'
  /** What becomes of blanks: `all` stay, `lines` keep line breaks only, `none` collapse. */
  keeps: 'all' | 'lines' | 'none'
  isVisible: boolean
  /** A row or column of a table that takes no room: `visibility: collapse`. */
  isCollapsed: boolean
  transform: (text: string) => string
  part: TablePart | undefined
}

/** How a page is looked at. */
export type Looking = {
  /** Whether an element lies in a `<pre>`: asked for where no style says. */
  isPreformatted: (element: Element) => boolean | undefined
  /** Whether what a person can see and not select (`user-select: none`) counts too. */
  takesUnselectable: boolean
}

/**
 * What the browser made of the element, as far as it tells; else what its tag makes of it by default.
 * An element without a style (of a template, or in a DOM that computes none or little) is hidden by
 * `hidden`; in a browser its style alone counts, since pages do show what has that attribute.
 */
export function renderingOf(
  element: Element,
  { isPreformatted, takesUnselectable }: Looking,
): Rendering {
  const style = styleOf(element)
  const asked = unclobbered(element)
  // Browsers compute all there is; a library that leaves this out knows little of what tags do either.
  const whiteSpace = style?.whiteSpace || ''
  const isHidden = whiteSpace === '' && asked.hasAttribute('hidden')
  const display = isHidden ? 'none' : style?.display || (tags[asked.localName] ?? 'inline')
  const part = partOf(asked, display)
  const visibility = style?.visibility || 'visible'
  return {
    display: isLeftOut(asked, display, style) ? 'none' : displayOf(asked, display, part, style),
    keeps: keptBy(whiteSpace || (isPreformatted(element) ? 'pre' : 'normal')),
    isVisible: visibility === 'visible' && (takesUnselectable || style?.userSelect !== 'none'),
    isCollapsed: visibility === 'collapse',
    transform: transforms[style?.textTransform ?? ''] ?? same,
    part,
  }
}

/** The computed style; where nothing computes any, what the element itself says. */
function styleOf(element: Element): CSSStyleDeclaration | undefined {
  const view = unclobbered(element).ownerDocument.defaultView
  if (typeof view?.getComputedStyle === 'function') return view.getComputedStyle(element)
  return isStyled(element) ? unclobbered(element).style : undefined
}

function isStyled(element: Element): element is Element & ElementCSSInlineStyle {
  return 'style' in element
}

function isLeftOut(element: Element, display: string, style?: CSSStyleDeclaration): boolean {
  if (display === 'none' || NO_TEXT.has(element.localName)) return true
  // Parts of a table are in the flow; they are many, and asking costs time.
  return style !== undefined && !display.startsWith('table-') && isForReadersOnly(style)
}

/**
 * The ways in which texts are given to screen readers alone: taken out of the flow and cut down to
 * nothing, or to a single pixel.
 */
function isForReadersOnly(style: CSSStyleDeclaration): boolean {
  if (style.position !== 'absolute' && style.position !== 'fixed') return false
  if (/^rect\(([01])(px)?([, ]+\1(px)?){3}\)$/.test(style.clip)) return true
  if (/^inset\((50|100)%/.test(style.clipPath)) return true
  const { overflow, width, height } = style
  return overflow === 'hidden' && parseFloat(width) <= 1 && parseFloat(height) <= 1
}

function displayOf(
  element: Element,
  display: string,
  part: TablePart | undefined,
  style?: CSSStyleDeclaration,
): Rendering['display'] {
  if (part === 'row' || part === 'cell') return part
  if (part === 'columns') return 'none'
  if (display === 'contents' || /^(inline|ruby)/.test(display)) return 'inline'
  // https://drafts.csswg.org/css-contain-2/#content-visibility
  if (style?.contentVisibility === 'hidden') return 'closed'
  return element.localName === 'p' ? 'paragraph' : 'block'
}

function keptBy(whiteSpace: string): Rendering['keeps'] {
  if (whiteSpace === 'pre-line' || whiteSpace.startsWith('preserve-breaks')) return 'lines'
  return /^(pre|break-spaces)/.test(whiteSpace) ? 'all' : 'none'
}

/**
 * What a tag, a role or CSS says. Roles make tables of anything, and a page that draws its `<td>`s as
 * blocks, as many do on narrow screens, still means a table; one in the role of `presentation` is none.
 */
function partOf(element: Element, display: string): TablePart | undefined {
  const role = element.getAttribute('role') ?? ''
  const byTag = tagParts[element.localName]
  if (byTag === 'table' && (role === 'presentation' || role === 'none')) return undefined
  return byTag ?? roleParts[role] ?? cssParts[display]
}

const same = (text: string): string => text

const transforms: Record<string, Rendering['transform']> = {
  uppercase: (text) => text.toLocaleUpperCase(),
  lowercase: (text) => text.toLocaleLowerCase(),
  capitalize: (text) =>
    text.replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toLocaleUpperCase()),
}

const roleParts: Record<string, TablePart> = {
  table: 'table',
  grid: 'table',
  treegrid: 'table',
  rowgroup: 'body',
  row: 'row',
  cell: 'cell',
  gridcell: 'cell',
  columnheader: 'cell',
  rowheader: 'cell',
}

const tagParts: Record<string, TablePart> = {
  table: 'table',
  thead: 'head',
  tbody: 'body',
  tfoot: 'foot',
  tr: 'row',
  td: 'cell',
  th: 'cell',
  col: 'columns',
  colgroup: 'columns',
  caption: 'caption',
}

/** https://drafts.csswg.org/css-tables/#table-structure */
const cssParts: Record<string, TablePart> = {
  table: 'table',
  'inline-table': 'table',
  'table-header-group': 'head',
  'table-row-group': 'body',
  'table-footer-group': 'foot',
  'table-row': 'row',
  'table-cell': 'cell',
  'table-column': 'columns',
  'table-column-group': 'columns',
  'table-caption': 'caption',
}

/** Their content is never shown as text of the page. */
const NO_TEXT = new Set(
  'script style noscript template head title datalist iframe object audio video canvas rp'.split(
    ' ',
  ),
)

/** The tags that are not inline by default. https://html.spec.whatwg.org/multipage/rendering.html */
const tags: Record<string, string> = Object.fromEntries(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ' +
    'ol optgroup option p pre search section summary table tbody tfoot thead ul'
  )
    .split(' ')
    .map((tag) => [tag, 'block']),
)
