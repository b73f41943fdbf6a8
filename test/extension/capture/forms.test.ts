import { describe, expect, it } from 'vitest'
import { foundBy } from '#extension/capture/selected.ts'
import { captureSelection } from '#extension/capture/selection.ts'
import { FORMS } from './cases/forms.ts'
import { doms, select } from './doms.ts'
import { written } from './written.ts'

/** What the libraries ask of elements themselves, who would lose their way with the fields. */
const ASKED_BY_LIBRARIES: Record<string, string[]> = {
  linkedom: ['firstChild', 'nextSibling'],
  'happy-dom': ['getAttribute', 'getRootNode'],
}

/** As browsers have it, and no library: a form answers with its fields before its own properties. */
function clobber(library: string, document: Document): Document {
  for (const form of document.querySelectorAll('form')) {
    const fields = Array.from(form.querySelectorAll('input'))
    // What libraries keep on the node itself they read there themselves.
    const names = fields
      .map(({ name }) => name)
      .filter((name) => !Object.hasOwn(form, name) && !ASKED_BY_LIBRARIES[library]?.includes(name))
    for (const name of new Set(names)) {
      const [value, ...others] = fields.filter((field) => field.name === name)
      const answer = others.length > 0 ? [value, ...others] : value
      Object.defineProperty(form, name, { value: answer, configurable: true })
    }
  }
  return document
}

const found = (document: Document) => foundBy(document, ['form', 'form?lang'])

describe.each(doms)(
  'a form whose fields are named as what elements are asked, in %s',
  (library, pageOf) => {
    it.each(FORMS)('%s', (_, html, rows) => {
      expect(written(captureSelection(clobber(library, pageOf(html)).body))).toEqual(rows)
    })

    it.each(FORMS)('selected within it: %s', (_, html, rows) => {
      const document = clobber(library, pageOf(html))
      const node = document.body
      select(document, {
        start: { node, offset: 0 },
        end: { node, offset: node.childNodes.length },
      })
      expect(written(captureSelection(document))).toEqual(rows)
    })

    it.each(FORMS)('tells what selectors find: %s', (_, html) => {
      expect(found(pageOf(html)).form).not.toEqual([])
      expect(found(clobber(library, pageOf(html)))).toEqual(found(pageOf(html)))
    })
  },
)
