import { readFields, type BatchRequest } from './request.ts'
import { readGridRange, toGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { newNumber } from '#test/google/ids.ts'
import { invalid } from '#test/google/http/errors.ts'

export const NAMED_RANGE_REQUESTS: Record<string, BatchRequest> = {
  addNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as { name?: string; range?: GridRange }
    const { sheet, open } = readGridRange(book, given.range)
    const name = given.name ?? ''
    if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid(`Invalid name: ${name}`)
    if (book.namedRanges.some((range) => range.name.toLowerCase() === name.toLowerCase())) {
      throw invalid(`A named range with the name "${name}" already exists.`)
    }
    const { sheetId } = sheet.properties
    const namedRangeId = String(newNumber())
    book.namedRanges = [...book.namedRanges, { namedRangeId, name, sheetId, box: open }]
    return { namedRange: { namedRangeId, name, range: toGridRange(sheetId, open) } }
  },

  updateNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as {
      namedRangeId?: string
      name?: string
      range?: GridRange
    }
    const fields = readFields(body)
    const old = book.namedRanges.find(({ namedRangeId }) => namedRangeId === given.namedRangeId)
    if (!old) throw invalid(`No named range with id: ${given.namedRangeId ?? ''}`)
    const sets = (name: string): boolean => fields.includes(name) || fields.includes('*')
    const updated = { ...old }
    if (sets('name')) updated.name = given.name ?? ''
    if (sets('range')) {
      const { sheet, open } = readGridRange(book, given.range)
      updated.sheetId = sheet.properties.sheetId
      updated.box = open
    }
    book.namedRanges = book.namedRanges.map((range) => (range === old ? updated : range))
    return {}
  },

  deleteNamedRange: ({ book }, body) => {
    const id = body['namedRangeId']
    if (!book.namedRanges.some(({ namedRangeId }) => namedRangeId === id)) {
      throw invalid(`No named range with id: ${String(id)}`)
    }
    book.namedRanges = book.namedRanges.filter(({ namedRangeId }) => namedRangeId !== id)
    return {}
  },
}
