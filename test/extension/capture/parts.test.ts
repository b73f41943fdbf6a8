import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { PARTS } from './cases/parts.ts'
import { doms, selectFrom } from './doms.ts'
import { written } from './written.ts'

describe.each(doms)('of a part of a page, in %s', (_, pageOf) => {
  it.each(PARTS)('%s', (_, html, from, to, rows) => {
    const document = pageOf(html)
    selectFrom(document, from, to)
    expect(written(captureSelection(document))).toEqual(rows)
  })
})
