import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildFolder, type Target } from '#test/browser/build.ts'
import { filesWith } from '#test/browser/disk.ts'
import { ROOT, runTool } from '#test/browser/run-command.ts'

/** All that may be asked for at install. Anything more is optional. */
const ALLOWED = [
  'storage',
  'sidePanel',
  'contextMenus',
  'activeTab',
  'scripting',
  'identity',
  'alarms',
  'notifications',
]

const manifest = z.looseObject({
  manifest_version: z.number(),
  permissions: z.array(z.string()),
  optional_permissions: z.optional(z.array(z.string())),
  optional_host_permissions: z.array(z.string()),
})

async function manifestOf(target: Target): Promise<z.infer<typeof manifest>> {
  const text = await readFile(join(buildFolder(target), 'manifest.json'), 'utf8')
  return manifest.parse(JSON.parse(text))
}

const report = z.object({
  errors: z.array(z.unknown()),
  warnings: z.array(z.object({ code: z.string(), file: z.optional(z.string()) })),
})

test("Mozilla's linter has no error in the Firefox build, and no warning that is not known", async () => {
  const { code, output } = await runTool('web-ext', [
    'lint',
    '--source-dir',
    buildFolder('firefox'),
    '--output',
    'json',
    '--no-config-discovery',
  ])
  const { errors, warnings } = report.parse(JSON.parse(/^\{"count".*\}$/m.exec(output)?.[0] ?? ''))
  expect(errors).toEqual([])
  expect(code).toBe(0)
  const known = new Set([
    // React's own code has an innerHTML, which nothing here uses.
    'UNSAFE_VAR_ASSIGNMENT',
    // Firefox for Android is not aimed at.
    'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
  ])
  expect(warnings.filter((warning) => !known.has(warning.code))).toEqual([])
})

test('Nothing in the extension sets HTML out of text', async () => {
  expect(await filesWith(join(ROOT, 'extension'), 'dangerouslySetInnerHTML', '.innerHTML')).toEqual(
    [],
  )
})

for (const target of ['chrome', 'firefox'] as const) {
  describe(`The ${target} build`, () => {
    test('is of manifest version 3', async () => {
      expect((await manifestOf(target)).manifest_version).toBe(3)
    })

    test('asks for no permission beyond the few it works with', async () => {
      const { permissions, optional_permissions: optional } = await manifestOf(target)
      expect(permissions.filter((name) => !ALLOWED.includes(name))).toEqual([])
      expect(optional ?? []).toEqual([])
      // Of them Firefox has no side panel permission: its sidebar needs none.
      const needed = ALLOWED.filter((name) => target === 'chrome' || name !== 'sidePanel')
      expect(permissions.toSorted()).toEqual(needed.toSorted())
    })

    test('has access to no host at install, only the choice to be given one', async () => {
      const made = await manifestOf(target)
      expect(made['host_permissions']).toBeUndefined()
      expect(made['content_scripts']).toBeUndefined()
      expect(made['externally_connectable']).toBeUndefined()
      expect(made['web_accessible_resources']).toBeUndefined()
      expect(made.optional_host_permissions.toSorted()).toEqual(['http://*/*', 'https://*/*'])
    })
  })
}
