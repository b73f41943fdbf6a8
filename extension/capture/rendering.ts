/** How an element takes part in the text that a person sees. */
export type Rendering = {
  display: 'none' | 'inline' | 'block' | 'paragraph' | 'row' | 'cell'
  /** What becomes of blanks: `all` stay, `lines` keep line breaks only, `none` collapse. */
  keeps: 'all' | 'lines' | 'none'
  isVisible: boolean
  transform: (text: string) => string
}

/** What the browser made of the element where it can tell, else what its tag makes of it by default. */
export function renderingOf(element: Element): Rendering {
  const view = element.ownerDocument.defaultView
  const style =
    typeof view?.getComputedStyle === 'function' ? view.getComputedStyle(element) : undefined
  return style?.display ? ofStyle(element, style) : ofTag(element)
}

function ofStyle(element: Element, style: CSSStyleDeclaration): Rendering {
  const isSelectable = style.userSelect !== 'none'
  return {
    display: isLeftOut(element, style) ? 'none' : displayOf(element, style.display),
    keeps: keptBy(style.whiteSpace),
    isVisible: style.visibility === 'visible' && isSelectable,
    transform: transforms[style.textTransform] ?? same,
  }
}

function isLeftOut(element: Element, { contentVisibility }: CSSStyleDeclaration): boolean {
  return NO_TEXT.has(element.localName) || contentVisibility === 'hidden'
}

function displayOf(element: Element, display: string): Rendering['display'] {
  if (display === 'none') return 'none'
  if (display === 'table-row') return 'row'
  if (display === 'table-cell') return 'cell'
  if (display === 'contents' || /^(inline|ruby)/.test(display)) return 'inline'
  return element.localName === 'p' ? 'paragraph' : 'block'
}

function keptBy(whiteSpace: string): Rendering['keeps'] {
  if (whiteSpace === 'pre-line' || whiteSpace.startsWith('preserve-breaks')) return 'lines'
  return /^(pre|break-spaces)/.test(whiteSpace) ? 'all' : 'none'
}

function ofTag(element: Element): Rendering {
  const tag = element.localName
  return {
    display: NO_TEXT.has(tag) || element.hasAttribute('hidden') ? 'none' : (tags[tag] ?? 'inline'),
    keeps: element.closest('pre') ? 'all' : 'none',
    isVisible: true,
    transform: same,
  }
}

const same = (text: string): string => text

const transforms: Record<string, Rendering['transform']> = {
  uppercase: (text) => text.toLocaleUpperCase(),
  lowercase: (text) => text.toLocaleLowerCase(),
  capitalize: (text) =>
    text.replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toLocaleUpperCase()),
}

/** Their content is never shown as text of the page, or is a control's own. */
const NO_TEXT = new Set(
  (
    'script style noscript template head title textarea select datalist iframe object audio video ' +
    'canvas'
  ).split(' '),
)

/** The tags that are not inline by default. https://html.spec.whatwg.org/multipage/rendering.html */
const tags: Record<string, Rendering['display']> = Object.fromEntries([
  ['p', 'paragraph'],
  ['tr', 'row'],
  ['td', 'cell'],
  ['th', 'cell'],
  ...(
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ' +
    'ol optgroup option pre search section summary table tbody tfoot thead ul'
  )
    .split(' ')
    .map((tag) => [tag, 'block']),
])
