import { describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

const add = (name: string, given: object = {}): object => ({
  addNamedRange: { namedRange: { name, range: grid(1, 3, 0, 2), ...given } },
})

async function ranges(): Promise<unknown> {
  return ((await bench.get('namedRanges')) as { namedRanges?: unknown }).namedRanges ?? []
}

describe('named ranges', () => {
  it('are answered with an id; one that was chosen can be had once [R, D]', async () => {
    const range = { startRowIndex: 1, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 2 }
    expect(await bench.reply(add('Prices'))).toEqual({
      addNamedRange: {
        namedRange: { namedRangeId: expect.any(String) as unknown, name: 'Prices', range },
      },
    })
    await bench.batch(add('Two', { namedRangeId: 'x' }))
    expect((await bench.batch(add('Three', { namedRangeId: 'x' }))).status).toBe(400)
  })

  it('a name can be had once, whatever its case [I]', async () => {
    await bench.batch(add('Prices'))
    expect(message(await bench.batch(add('PRICES')))).toBe(
      'Invalid requests[0].addNamedRange: Cannot add named range with name PRICES, a named range with that name already exists.',
    )
  })

  it.each(['A1', 'R1C1', 'true', '2026', 'has space', '', 'a-b', 'x'.repeat(251)])(
    'cannot be called %s [D, L]',
    async (name) => {
      expect(message(await bench.batch(add(name)))).toBe(
        'Invalid requests[0].addNamedRange: The name given to this range is invalid.',
      )
    },
  )

  it('are updated by mask and deleted [R]', async () => {
    await bench.batch(add('Prices', { namedRangeId: 'x' }))
    const namedRange = { namedRangeId: 'x', name: 'Costs', range: grid(5, 6, 0, 1) }
    await bench.batch({ updateNamedRange: { namedRange, fields: 'name' } })
    expect(await ranges()).toMatchObject([{ name: 'Costs', range: { startRowIndex: 1 } }])
    await bench.batch({ updateNamedRange: { namedRange, fields: '*' } })
    expect(await ranges()).toMatchObject([{ range: { startRowIndex: 5 } }])
    await bench.batch({ deleteNamedRange: { namedRangeId: 'x' } })
    expect(await ranges()).toEqual([])
    const answer = await bench.batch({ deleteNamedRange: { namedRangeId: 'x' } })
    expect(message(answer)).toContain('No named range with id: x')
  })

  it('an open one has no indexes on that side [D]', async () => {
    await bench.batch(add('Columns', { range: { sheetId: 0, endColumnIndex: 2 } }))
    expect(await ranges()).toMatchObject([{ range: { startColumnIndex: 0, endColumnIndex: 2 } }])
    expect(await ranges()).not.toMatchObject([{ range: { startRowIndex: 0 } }])
  })

  it('one that has lost its cells stays and is empty, and leads nowhere [D]', async () => {
    bench.write('A2', [['x']])
    await bench.batch(add('Prices'))
    await bench.batch({ deleteDimension: { range: rows(0, 5) } })
    expect(await ranges()).toMatchObject([{ range: { startRowIndex: 0, endRowIndex: 0 } }])
    const answer = await callGoogle(bench.google, `/v4/spreadsheets/${bench.id}/values/Prices`)
    expect(message(answer)).toBe('Unable to parse range: Prices')
  })
})
