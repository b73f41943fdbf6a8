import { expect, it } from 'vitest'
import { deviceName } from '#extension/session/device-name.ts'

const chromium = (...brands: string[]) => ({
  brands: ['Not;A=Brand', 'Chromium', ...brands].map((brand) => ({ brand })),
  platform: 'Linux',
  userAgent: '',
})

it.each([
  ['Chrome on Linux', chromium('Google Chrome')],
  ['Edge on Linux', chromium('Microsoft Edge')],
  ['Brave on Linux', chromium('Brave')],
  ['Chromium on Linux', chromium()],
  [
    'Firefox on Windows',
    { userAgent: 'Mozilla/5.0 (Windows NT 10.0; rv:153.0) Gecko/20100101 Firefox/153.0' },
  ],
  [
    'Firefox on macOS',
    { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko Firefox/153.0' },
  ],
  [
    'Edge on Windows',
    { userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0' },
  ],
  ['Browser on an unknown system', { userAgent: 'Something else' }],
])('%s', (name, face) => {
  expect(deviceName(face)).toBe(name)
})
