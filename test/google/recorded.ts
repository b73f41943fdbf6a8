import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startTool, stopTool, type Tool } from './start-tool.ts'

/**
 * `node test/google/recorded.ts FOLDER`: holds the local Google against recorded answers of Google's,
 * which lie outside of this repository, and fails when too few of them are given just so, or when
 * one of the cases that go with them is nobody's test.
 */
const [folder = ''] = process.argv.slice(2)

/** Shares of the recorded steps that have to be answered as recorded. */
const RUNS = [
  { of: 'chains without formulas', options: ['--without', 'formula'], least: 0.99 },
  { of: 'all chains', options: [], least: 0.97 },
]

const complaints: string[] = []
const tool = await startTool()
try {
  for (const { of, options, least } of RUNS) {
    const { asRecorded, all } = replay(tool, options)
    const share = `${((asRecorded / all) * 100).toFixed(2)} %`
    console.log(`${of}: ${String(asRecorded)} of ${String(all)} steps as recorded, ${share}`)
    if (!(asRecorded / all >= least)) {
      complaints.push(
        `Of ${of}, ${share} of the steps are as recorded; ${String(least * 100)} % have to be.`,
      )
    }
  }
} finally {
  await stopTool(tool)
}
const missing = idsWithoutTest()
if (missing.length > 0) {
  complaints.push(
    `No test in test/google names these cases of vectors.json: ${missing.join(', ')}.`,
  )
}
for (const complaint of complaints) console.error(complaint)
if (complaints.length > 0) process.exitCode = 1

/** Its own exit code tells of a single miss; what counts here is how many there are. */
function replay({ url, token }: Tool, options: string[]): { asRecorded: number; all: number } {
  const where = ['--sheets', url, '--drive', url, '--create', 'drive', '--token', token]
  const { stdout } = spawnSync(
    process.execPath,
    [join(folder, 'replay.mjs'), ...where, ...options, '-v'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 },
  )
  console.log(stdout)
  const [, asRecorded, all] = /^steps (\d+)\/(\d+)/m.exec(stdout) ?? []
  return { asRecorded: Number(asRecorded), all: Number(all) }
}

/** The ids of vectors.json that stand in no string of a test. */
function idsWithoutTest(): string[] {
  const { vectors } = JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as {
    vectors: { id: string }[]
  }
  const tests = globSync(join(import.meta.dirname, '**/*.test.ts')).map((file) =>
    readFileSync(file, 'utf8'),
  )
  return vectors.map(({ id }) => id).filter((id) => !tests.some((text) => names(text, id)))
}

function names(text: string, id: string): boolean {
  return new RegExp(`['"\`].*\\b${id}\\b.*['"\`]`).test(text)
}
