import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { CHROMIUM_ID, CHROMIUM_PUBLIC_KEY, DEFAULT_REDIRECTS, GECKO_ID } from '#shared/extension.ts'

it('has the id that Chromium derives from its public key', () => {
  const digest = createHash('sha256')
    .update(Buffer.from(CHROMIUM_PUBLIC_KEY, 'base64'))
    .digest('hex')
  const id = digest
    .slice(0, 32)
    .replace(/./g, (nibble) => 'abcdefghijklmnop'.charAt(parseInt(nibble, 16)))
  expect(id).toBe(CHROMIUM_ID)
})

it('redirects to the host that Firefox derives from the add-on id', () => {
  const host = createHash('sha1').update(GECKO_ID).digest('hex')
  expect(DEFAULT_REDIRECTS).toContain(`https://${host}.extensions.allizom.org/`)
})
