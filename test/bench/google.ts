import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startTool, stopTool, type Tool } from '#test/google/start-tool.ts'
import type { Usage } from '#test/google/usage.ts'
import type { Bench, Figure } from './bench.ts'

const ROWS = 1000
const COLUMNS = 26
const REQUESTS = 300
const WARMING = 150
/** Milliseconds of processor time a request. */
const WARM_BUDGET = 2
const COLD_BUDGET = 40
/** So many times what sending the same bytes costs by itself. */
const RATIO_BUDGET = 3
const MEMORY_BUDGET = 300

export const google: Bench = {
  about:
    'what the local Google spends on reading 1,000 × 26 cells, and holds with ten million, in a process of its own',
  async measure() {
    return [...(await values()), await tenMillion()]
  },
}

async function values(): Promise<Figure[]> {
  const tool = await startTool()
  try {
    const id = await newSpreadsheet(tool)
    const path = `/v4/spreadsheets/${id}/values/A1:Z1000`
    await callGoogle(tool, `${path}?valueInputOption=USER_ENTERED`, {
      method: 'PUT',
      body: { values: cells() },
    })
    const plain = await warm(tool, () => path, {})
    const packed = await warm(tool, () => path, { 'accept-encoding': 'gzip' })
    // A parameter that changes nothing makes each an answer of its own, which is not kept yet.
    const cold = await warm(tool, (count) => `${path}?quotaUser=${String(count)}`, {
      'accept-encoding': 'gzip',
    })
    const bare = await bareCost(await get(tool, path, {}))
    return [
      { name: 'read again', value: plain, budget: WARM_BUDGET, unit: 'ms of CPU' },
      { name: 'read again, gzip', value: packed, budget: WARM_BUDGET, unit: 'ms of CPU' },
      {
        name: 'read for the first time, gzip',
        value: cold,
        budget: COLD_BUDGET,
        unit: 'ms of CPU',
      },
      {
        name: 'read again, beside a bare server',
        value: plain / bare,
        budget: RATIO_BUDGET,
        unit: 'times',
      },
    ]
  } finally {
    await stopTool(tool)
  }
}

/** Text, numbers, money, dates and boxes, as people have them. */
function cells(): unknown[][] {
  const kinds = [
    (row: number, column: number) => `Row ${String(row)}, column ${String(column)}`,
    (row: number, column: number) => row * 7 + column / 4,
    (row: number) => `$${String(row)}.50`,
    (row: number) => `2026-${String(1 + (row % 12)).padStart(2, '0')}-14`,
    (row: number) => row % 2 === 0,
  ]
  return Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: COLUMNS }, (_, column) => kinds[column % kinds.length]?.(row, column)),
  )
}

/** Processor time of the server for one request, once many have been made. */
async function warm(
  server: Tool,
  path: (count: number) => string,
  headers: Record<string, string>,
): Promise<number> {
  for (let count = 0; count < WARMING; count += 1) await get(server, path(-count), headers)
  const before = (await usageOf(server)).cpuMilliseconds
  for (let count = 0; count < REQUESTS; count += 1) await get(server, path(count), headers)
  return ((await usageOf(server)).cpuMilliseconds - before) / REQUESTS
}

async function bareCost(bytes: Buffer): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(folder, 'bytes')
  writeFileSync(file, bytes)
  const bare = await startTool([file], join(import.meta.dirname, 'bare-server.ts'))
  try {
    return await warm(bare, () => '/bytes', {})
  } finally {
    await stopTool(bare)
    rmSync(folder, { recursive: true })
  }
}

async function tenMillion(): Promise<Figure> {
  const tool = await startTool()
  try {
    for (let row = 1; row < 100_000; row += 2500) {
      const range = `A${String(row)}:CV${String(row + 199)}`
      await get(tool, `/v4/spreadsheets/${SEED_IDS.cells}/values/${range}`, {})
    }
    await get(
      tool,
      `/v4/spreadsheets/${SEED_IDS.cells}?ranges=A50000:CV50100&includeGridData=true`,
      {},
    )
    const { residentBytes } = await usageOf(tool)
    const value = residentBytes / 1024 / 1024
    return { name: 'ten million cells, read in windows', value, budget: MEMORY_BUDGET, unit: 'MB' }
  } finally {
    await stopTool(tool)
  }
}

async function usageOf(server: Tool): Promise<Usage> {
  return JSON.parse(String(await get(server, '/_local/usage', {}))) as Usage
}

/** The bytes of an answer as they come, over one connection that is kept. */
async function get(server: Tool, path: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const given = { authorization: `Bearer ${server.token}`, ...headers }
    const asked = request(server.url + path, { headers: given }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(parts))
        else reject(new Error(`${path}: ${String(response.statusCode)}`))
      })
    })
    asked.on('error', reject).end()
  })
}
