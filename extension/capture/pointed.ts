import type { PageFacts } from '#shared/template/facts.ts'
import type { Capture } from './captured.ts'
import { pageFacts } from './page.ts'
import { captureElement, captureSelection } from './selection.ts'
import { TooManyCells } from './too-many-cells.ts'

/** What a person pointed at: what is selected, a link or a picture by its address, or the page as a whole. */
export type Pointed =
  | { kind: 'selection' }
  | { kind: 'link'; url: string }
  | { kind: 'image'; url: string }
  | { kind: 'page' }

/** What is asked of a page: what was pointed at, and what the destinations' templates want to know. */
export type Wanted = { pointed: Pointed; selectors: string[] }

/** What a page answers. */
type Answer = Capture & {
  page: PageFacts
  /** The browser's viewer shows a PDF, and keeps what is selected to itself. */
  isInViewer: boolean
  /** How many cells the selected tables have, where these are too many to be read. */
  tooManyCells?: number
}

/** What was pointed at in a document, as rows, and what the page says of itself. */
export function capturePointed(document: Document, { pointed, selectors }: Wanted): Answer {
  return {
    ...read(document, pointed),
    page: pageFacts(pageOf(document), selectors),
    isInViewer: document.contentType === 'application/pdf',
  }
}

/** An error would not reach whoever asks: browsers answer nothing in its place. */
function read(document: Document, pointed: Pointed): Omit<Answer, 'page' | 'isInViewer'> {
  try {
    return captured(document, pointed)
  } catch (error) {
    if (!(error instanceof TooManyCells)) throw error
    return { ...NOTHING, tooManyCells: error.cells }
  }
}

const NOTHING: Capture = { rows: [], headerRows: 0 }

function captured(document: Document, pointed: Pointed): Capture {
  switch (pointed.kind) {
    case 'selection':
      return captureSelection(document)
    case 'link': {
      const links = [...document.querySelectorAll('a')].filter(({ href }) => href === pointed.url)
      return captureFirst(document, links)
    }
    case 'image': {
      const images = [...document.querySelectorAll('img')].filter(
        ({ currentSrc, src }) => currentSrc === pointed.url || src === pointed.url,
      )
      return captureFirst(document, images)
    }
    case 'page':
      return NOTHING
  }
}

/**
 * Of several elements with one address, the one that was clicked, which has the focus; else the first
 * that has words, since a picture and its title often lead to the same place.
 */
function captureFirst(document: Document, elements: Element[]): Capture {
  const clicked = elements.find((element) => element === document.activeElement)
  const worded = elements.find((element) => element.textContent.trim() !== '')
  const meant = clicked ?? worded ?? elements[0]
  return meant ? captureElement(meant) : NOTHING
}

/** The whole page's document, for a frame of the same origin. */
function pageOf(document: Document): Document {
  try {
    return document.defaultView?.top?.document ?? document
  } catch {
    return document
  }
}
