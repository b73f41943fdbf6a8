import type { PageFacts } from '#shared/template/facts.ts'
import type { Capture } from './captured.ts'
import { pageFacts } from './page.ts'
import { captureSelection } from './selection.ts'

/** What a person pointed at: what is selected, a link or a picture by its address, or the page as a whole. */
export type Pointed =
  | { kind: 'selection' }
  | { kind: 'link'; url: string }
  | { kind: 'image'; url: string }
  | { kind: 'page' }

/** What is asked of a page: what was pointed at, and what the destinations' templates want to know. */
export type Wanted = { pointed: Pointed; selectors: string[] }

/** What was pointed at in a document, as rows, and what the page says of itself. */
export function capturePointed(
  document: Document,
  { pointed, selectors }: Wanted,
): Capture & { page: PageFacts } {
  return {
    ...captured(document, pointed),
    page: pageFacts(pageOf(document), selectors),
  }
}

const NOTHING: Capture = { rows: [], headerRows: 0 }

function captured(document: Document, pointed: Pointed): Capture {
  switch (pointed.kind) {
    case 'selection':
      return captureSelection(document)
    case 'link': {
      const link = [...document.links].find(({ href }) => href === pointed.url)
      return link ? captureSelection(link) : NOTHING
    }
    case 'image': {
      const image = [...document.images].find(
        ({ currentSrc, src }) => currentSrc === pointed.url || src === pointed.url,
      )
      return image ? captureSelection(image) : NOTHING
    }
    case 'page':
      return NOTHING
  }
}

/** The whole page's document, for a frame of the same origin. */
function pageOf(document: Document): Document {
  try {
    return document.defaultView?.top?.document ?? document
  } catch {
    return document
  }
}
