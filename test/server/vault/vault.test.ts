import { describe, expect, it } from 'vitest'
import { newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { challengeOf } from '#server/vault/secrets.ts'
import { createVault, VaultError } from '#server/vault/vault.ts'

describe('the vault', () => {
  const vault = createVault(parseKeyRing(newKey('k1')))

  it('opens what it sealed, at its place', () => {
    expect(vault.open(vault.seal('1//refresh', 'a/1'), 'a/1')).toBe('1//refresh')
  })

  it('seals the same secret differently each time, and shows nothing of it', () => {
    const [one, other] = [vault.seal('ya29.token', 'a/1'), vault.seal('ya29.token', 'a/1')]
    expect(one).not.toBe(other)
    expect(Buffer.from(one.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(
      'ya29',
    )
  })

  it('does not open at another place', () => {
    expect(() => vault.open(vault.seal('secret', 'a/1'), 'a/2')).toThrow(VaultError)
  })

  it('does not open what was changed by one bit', () => {
    const [version, id, encoded = ''] = vault.seal('secret', 'a/1').split('.')
    const bytes = Buffer.from(encoded, 'base64url')
    bytes.writeUInt8(bytes.readUInt8(14) ^ 1, 14)
    const forged = `${version}.${id}.${bytes.toString('base64url')}`
    expect(() => vault.open(forged, 'a/1')).toThrow(VaultError)
  })

  it('opens under an older key of the ring and seals under the first', () => {
    const [old, fresh] = [newKey('old'), newKey('fresh')]
    const sealed = createVault(parseKeyRing(old)).seal('secret', 'a/1')
    const rotated = createVault(parseKeyRing(`${fresh},${old}`))
    expect(rotated.open(sealed, 'a/1')).toBe('secret')
    expect(rotated.seal('secret', 'a/1')).toMatch(/^s2\.fresh\./)
  })

  it('does not open without the key', () => {
    const sealed = vault.seal('secret', 'a/1')
    expect(() => createVault(parseKeyRing(newKey('k1'))).open(sealed, 'a/1')).toThrow(VaultError)
    expect(() => createVault(parseKeyRing(newKey('k2'))).open(sealed, 'a/1')).toThrow(VaultError)
  })
})

describe('the key ring', () => {
  it('refuses a key that is too short, without showing it', () => {
    const short = `k1:${Buffer.from('hunter2').toString('base64')}`
    expect(() => parseKeyRing(short)).toThrow(/^key 1 is not of the form/)
    expect(() => parseKeyRing(short)).not.toThrow(/aHVudGVyMg/)
  })
})

it('derives the S256 challenge of RFC 7636, appendix B', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  )
})
