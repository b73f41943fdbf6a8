import type { TextBuilder } from './text-builder.ts'

type Field = HTMLInputElement | HTMLTextAreaElement
type Control = Field | HTMLSelectElement

export function isControl(element: Element): element is Control {
  return isField(element) || element.localName === 'select'
}

export function isField(element: Element): element is Field {
  return element.localName === 'input' || element.localName === 'textarea'
}

/** Of these nothing is told: they hide what they hold, or do something. */
const SILENT = new Set([
  'password',
  'hidden',
  'submit',
  'reset',
  'button',
  'image',
  'file',
  'color',
])

/** What a person sees in a control: its value, the chosen options, whether it is ticked. */
export function writeControl(control: Control, out: TextBuilder): void {
  if (control.localName === 'select') {
    const chosen = Array.from(control.querySelectorAll('option')).filter(({ selected }) => selected)
    out.write(chosen.map((option) => option.textContent.trim()).join(', '), 'none')
    return
  }
  const type = typeOf(control)
  if (type === 'checkbox' || type === 'radio') out.box(isTicked(control))
  else if (!SILENT.has(type)) out.write(control.value, 'all')
}

/**
 * What is selected in a text field; null where nothing is, and of a password always. Fields such as
 * `email` or `number` do not tell what is selected in them.
 */
export function selectedInField(element: Element): string | null {
  if (!isField(element) || typeOf(element) === 'password') return null
  const { selectionStart, selectionEnd, value } = element
  if (selectionStart === null || selectionEnd === null) return null
  return selectionStart < selectionEnd ? value.slice(selectionStart, selectionEnd) : null
}

/** Not every DOM knows what was ticked since; then what the page says counts. */
function isTicked(box: Control): boolean {
  return 'checked' in box ? box.checked : box.hasAttribute('checked')
}

function typeOf(field: Control): string {
  return field.getAttribute('type')?.trim().toLowerCase() ?? 'text'
}
