import { html, raw } from 'hono/html'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Html } from '#test/google/oauth/page.ts'
import { textDeclarations } from './look.ts'
import type { CellData } from './view.ts'

/** What stands in a cell: text with its links, a check box, or a choice. */
export function contentOf(cell: CellData): Html | string {
  const text = cell.formattedValue ?? ''
  const rule = cell.dataValidation?.condition?.type
  if (rule === 'BOOLEAN') return checkBox(cell.effectiveValue?.boolValue === true)
  const shown = linked(textRuns(cell, text), cell.hyperlink ?? undefined)
  if (rule !== 'ONE_OF_LIST' && rule !== 'ONE_OF_RANGE') return shown
  return html`<span class="chip"><span>${shown}</span></span>`
}

function checkBox(ticked: boolean): Html {
  const state = ticked ? 'ticked' : 'not ticked'
  return html`<span class="box ${ticked ? 'on' : ''}" role="img" aria-label="${state}"></span>`
}

function linked(shown: Html | string, uri: string | undefined): Html | string {
  return uri !== undefined && isWebAddress(uri)
    ? html`<a href="${uri}" rel="noreferrer">${shown}</a>`
    : shown
}

/** What a page may link to: never what a browser would run. */
function isWebAddress(uri: string): boolean {
  return /^(https?:|mailto:)/i.test(uri)
}

/** Text in parts, each with the look of its run; a run lasts until the next one. */
function textRuns(cell: CellData, text: string): Html | string {
  const runs = cell.textFormatRuns ?? []
  if (runs.length === 0) return text
  const starts = runs.map(({ startIndex }) => startIndex ?? 0)
  const before = text.slice(0, starts[0])
  return html`${before}${runs.map(({ format }, index) =>
    textRun(text.slice(starts[index], starts[index + 1]), format ?? {}, cell),
  )}`
}

function textRun(
  text: string,
  format: sheets_v4.Schema$TextFormat,
  { hyperlink }: CellData,
): Html | string {
  const css = textDeclarations(format).join(';')
  const styled = css === '' ? text : html`<span style="${raw(css)}">${text}</span>`
  // A link over all of the text is the cell's.
  return hyperlink ? styled : linked(styled, format.link?.uri ?? undefined)
}
