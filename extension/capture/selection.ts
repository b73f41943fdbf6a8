import { CELL_CHARACTERS } from '#shared/limits.ts'
import type { Captured } from './captured.ts'
import { textOf } from './text.ts'

/**
 * What is selected in a document, or all that a fragment or an element holds, as rows of typed cells.
 * Plain text is one row of one text cell, its line breaks as they are seen. Where the document's
 * implementation knows no selections, all of it counts as selected.
 */
export function captureSelection(root: Document | DocumentFragment | Element): Captured {
  const text = selectedText(root).replaceAll('\u00A0', ' ').trim()
  if (text === '') return { rows: [] }
  if (text.length > CELL_CHARACTERS) return { tooLarge: { characters: text.length } }
  return { rows: [[{ kind: 'text', value: text }]] }
}

function selectedText(root: Document | DocumentFragment | Element): string {
  if (!isDocument(root)) return textOf(root)
  if (typeof root.getSelection !== 'function') return textOf(root.documentElement)

  const field = selectedInField(root.activeElement)
  if (field !== null) return field

  const selection = root.getSelection()
  const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, index) =>
    selection?.getRangeAt(index),
  )
  return ranges
    .map((range) => (range ? textOf(range.commonAncestorContainer, range) : ''))
    .filter((text) => text.trim() !== '')
    .join('\n')
}

/** What is selected inside a text field that has the focus, also in a shadow tree; else null. */
function selectedInField(focused: Element | null): string | null {
  const inner = focused?.shadowRoot?.activeElement
  if (inner) return selectedInField(inner)
  if (!focused || !isField(focused)) return null
  const { selectionStart, selectionEnd, value } = focused
  // Fields such as `email` or `number` do not tell what is selected in them.
  if (selectionStart === null || selectionEnd === null || selectionStart === selectionEnd)
    return null
  return value.slice(selectionStart, selectionEnd)
}

function isField(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  if (element.localName === 'textarea') return true
  return element.localName === 'input' && element.getAttribute('type') !== 'password'
}

function isDocument(root: Document | DocumentFragment | Element): root is Document {
  return root.nodeType === 9
}
