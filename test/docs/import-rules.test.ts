import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

let house: string
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'sheetside-lint-'))
  cpSync(join(ROOT, 'oxlint.config.ts'), join(house, 'oxlint.config.ts'))
  cpSync(join(ROOT, 'package.json'), join(house, 'package.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'))
})
afterAll(() => rmSync(house, { recursive: true }))

/** Whether a file at that place in the house may import this, by the linter's own word. */
function mayImport(file: string, what: string, kind: 'values' | 'types' = 'values'): boolean {
  const path = join(house, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(
    path,
    `import ${kind === 'types' ? 'type ' : ''}{ x } from '${what}'\nexport { x }\n`,
  )
  try {
    execFileSync(
      process.execPath,
      [join(ROOT, 'node_modules/.bin/oxlint'), '--format', 'unix', file],
      { cwd: house, encoding: 'utf8', stdio: 'pipe' },
    )
    return true
  } catch (error) {
    const output = String((error as { stdout?: unknown }).stdout)
    if (!output.includes('no-restricted-imports')) throw error
    return false
  } finally {
    rmSync(path)
  }
}

describe('the linter holds the house together', () => {
  test.each([
    ['server/routes/x.ts', 'drizzle-orm'],
    ['server/routes/x.ts', '#server/db/schema.ts'],
    ['server/routes/x.ts', '#server/vault/vault.ts'],
    ['server/routes/x.ts', 'googleapis/build/src/apis/sheets'],
    ['server/accounts/x.ts', '#server/routes/me.ts'],
    ['server/accounts/x.ts', 'hono'],
    ['server/accounts/x.ts', 'lucia'],
    ['server/sends/x.ts', 'google-auth-library'],
    ['server/google/x.ts', '#server/sends/append.ts'],
    ['server/google/x.ts', '#server/accounts/people.ts'],
    ['server/db/x.ts', '#server/google/grants.ts'],
    ['server/vault/x.ts', '#server/app.ts'],
    ['server/x.ts', '#extension/lib/api.ts'],
    ['server/x.ts', '#test/google/server.ts'],
    ['shared/x.ts', '#server/app.ts'],
    ['shared/x.ts', '#extension/lib/api.ts'],
    ['shared/x.ts', 'node:fs'],
    ['extension/x.ts', '#server/app.ts'],
    ['extension/lib/api.ts', '#server/app.ts'],
    ['extension/x.ts', '#test/browser/launch.ts'],
    ['extension/x.ts', 'googleapis'],
    ['extension/background/x.ts', 'react'],
    ['extension/background/x.ts', '#extension/ui/button.tsx'],
    ['extension/outbox/x.ts', '@tanstack/react-query'],
    ['extension/capture/x.ts', 'wxt/browser'],
    ['extension/sheet/x.ts', '../lib/api.ts'],
  ])('%s never imports %s', (file, what) => {
    expect(mayImport(file, what)).toBe(false)
  })

  test.each([
    ['server/routes/x.ts', '#server/accounts/people.ts'],
    ['server/sends/x.ts', '#server/google/sheets.ts'],
    ['server/google/x.ts', 'googleapis/build/src/apis/sheets'],
    ['server/google/x.ts', '#server/vault/vault.ts'],
    ['server/accounts/session.ts', 'lucia'],
    ['extension/sheet/x.ts', '#shared/contract/sheet.ts'],
    ['test/x.ts', '#server/app.ts'],
  ])('%s may import %s', (file, what) => {
    expect(mayImport(file, what)).toBe(true)
  })

  test('types of the server come through lib/api.ts alone', () => {
    expect(mayImport('extension/lib/api.ts', '#server/app.ts', 'types')).toBe(true)
    expect(mayImport('extension/sheet/x.ts', '#server/app.ts', 'types')).toBe(false)
  })
})
