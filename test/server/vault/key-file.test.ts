import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { closeToOthers, keysOfFile, readKeyFile, writeKeyFile } from '#server/vault/key-file.ts'
import { formatKeyRing, newKey, newKeyId, parseKeyRing } from '#server/vault/key-ring.ts'
import { createVault, VaultError } from '#server/vault/vault.ts'
import { newFolder } from '#test/server/data-folder.ts'

/** A vault on a key file, and what it logged. */
function setUp() {
  const folder = newFolder()
  const file = join(folder, 'token.key')
  const ring = parseKeyRing(newKey('one'))
  writeKeyFile(file, ring)
  const logged: unknown[] = []
  const vault = createVault(keysOfFile(file, { error: (entry: unknown) => logged.push(entry) }))
  return { folder, file, ring, vault, logged }
}

describe('the key file', () => {
  it('can be read by its owner alone, and leaves nothing beside it', () => {
    const { folder, file, ring } = setUp()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['token.key'])
    expect(readKeyFile(file)).toEqual(ring)
  })

  it('is replaced as a whole, over what a crash left half written', () => {
    const { folder, file, ring } = setUp()
    writeFileSync(`${file}.new`, 'one:ha', { mode: 0o644 })
    const next = new Map([...parseKeyRing(newKey('two')), ...ring])
    writeKeyFile(file, next)
    expect(readKeyFile(file)).toEqual(next)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['token.key'])
  })

  it('that others may read is closed to them', () => {
    const { file } = setUp()
    expect(closeToOthers(file)).toBe(false)
    chmodSync(file, 0o644)
    expect(closeToOthers(file)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('that changes is noticed by the next seal', () => {
    const { file, ring, vault } = setUp()
    const before = vault.seal('secret', 'a')
    writeKeyFile(file, new Map([...parseKeyRing(newKey('two')), ...ring]))
    expect(vault.seal('secret', 'a')).toMatch(/^s2\.two\./)
    expect(vault.open(before, 'a')).toBe('secret')
  })

  it('that changes is noticed by what another process sealed under its new key', () => {
    const { file, ring, vault } = setUp()
    vault.seal('secret', 'a')
    const next = new Map([...parseKeyRing(newKey('two')), ...ring])
    writeKeyFile(file, next)
    expect(vault.open(createVault(next).seal('secret', 'a'), 'a')).toBe('secret')
  })

  it.each([
    ['is gone', (file: string) => rmSync(file)],
    ['is garbage', (file: string) => writeFileSync(file, 'not a key')],
    ['has other bytes for a known id', (file: string) => writeFileSync(file, newKey('one'))],
  ])('that %s changes nothing for a server that runs, but is logged once', (_what, change) => {
    const { file, vault, logged } = setUp()
    const before = vault.seal('secret', 'a')
    change(file)
    expect(vault.open(before, 'a')).toBe('secret')
    expect(vault.open(vault.seal('secret', 'b'), 'b')).toBe('secret')
    expect(logged).toHaveLength(1)
  })

  it('that never was is no key ring', () => {
    const vault = createVault(keysOfFile(join(newFolder(), 'token.key'), { error: () => {} }))
    expect(() => vault.seal('secret', 'a')).toThrow(VaultError)
  })
})

describe('a key ring', () => {
  it('is written as it is read', () => {
    const ring = parseKeyRing(`${newKey('one')},${newKey('two')}`)
    expect(parseKeyRing(formatKeyRing(ring))).toEqual(ring)
  })

  it('gets ids that say when, and that no two keys share', () => {
    const now = new Date('2026-09-27T12:00:00Z')
    const ids = Array.from({ length: 100 }, () => newKeyId(now))
    expect(ids[0]).toMatch(/^2026-09-27-[0-9a-f]{6}$/)
    expect(new Set(ids).size).toBe(100)
    expect(() => parseKeyRing(newKey(ids[0] ?? ''))).not.toThrow()
  })
})
