import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { openDatabase } from '#server/db/open.ts'
import { people } from '#server/db/schema.ts'
import { newFolder } from '#test/server/data-folder.ts'

const OPEN = pathToFileURL('server/db/open.ts').href

// Processes take a while to start on a busy machine.
it('is made once by processes that open it in the same moment', { timeout: 60_000 }, async () => {
  const file = join(newFolder(), 'sheetside.sqlite')
  const script = `
    const { openDatabase } = await import(${JSON.stringify(OPEN)})
    process.stdout.write('ready')
    process.stdin.once('data', () => {
      openDatabase(${JSON.stringify(file)}).close()
      process.exit()
    })`
  const openers = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  )
  await Promise.all(openers.map(({ stdout }) => once(stdout, 'data')))
  const ended = openers.map((opener) => once(opener, 'exit'))
  for (const { stdin } of openers) stdin.write('go')
  expect((await Promise.all(ended)).map(([code]: unknown[]) => code)).toEqual(Array(6).fill(0))
  const db = openDatabase(file)
  expect(await db.select().from(people)).toEqual([])
  db.close()
})

it('is for its owner alone, with its log of writes, in a folder that others may look into', () => {
  const folder = newFolder()
  chmodSync(folder, 0o755)
  const db = openDatabase(join(folder, 'sheetside.sqlite'))
  const modes = readdirSync(folder).map(
    (name) => [name, statSync(join(folder, name)).mode & 0o777] as const,
  )
  db.close()
  expect(Object.fromEntries(modes)).toEqual({
    'sheetside.sqlite': 0o600,
    'sheetside.sqlite-shm': 0o600,
    'sheetside.sqlite-wal': 0o600,
  })
})
