import { describe, expect, it } from 'vitest'
import { message, setUpBench } from './bench.ts'

const bench = setUpBench()

describe('connected sheets', () => {
  it('cannot be made without access to BigQuery [L]', async () => {
    const answer = await bench.batch({ addDataSource: { dataSource: {} } })
    expect(answer.status).toBe(403)
    expect(message(answer)).toContain('Please include bigquery.readonly scope')
  })

  it('are none that could be deleted or refreshed [L]', async () => {
    const answer = await bench.batch({ deleteDataSource: { dataSourceId: 'x' } })
    expect(message(answer)).toContain("The data source ID doesn't exist")
    expect((await bench.batch({ refreshDataSource: { isAll: true } })).status).toBe(200)
  })
})
