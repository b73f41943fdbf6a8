import { fakeBrowser } from 'wxt/testing/fake-browser'
import { describe, expect, it } from 'vitest'
import { readRequest } from '#extension/lib/messages.ts'

const { id } = fakeBrowser.runtime
const popup = { id, url: `chrome-extension://${id}/popup.html` }

describe('a message', () => {
  it('is read when it comes from a page of the extension', () => {
    expect(readRequest({ type: 'deliver' }, popup)).toEqual({ type: 'deliver' })
    const mending = { type: 'google', purpose: 'connect', account: 'account-1' }
    expect(readRequest(mending, popup)).toEqual(mending)
  })

  it.each([
    ['another extension', { id: 'other', url: 'chrome-extension://other/popup.html' }],
    ['another extension that poses as a page of ours', { ...popup, id: 'other' }],
    ['a web page', { url: 'https://example.com/' }],
    ['a script of ours in a web page', { id, url: 'https://example.com/' }],
    ['an address that only begins alike', { id, url: `chrome-extension://${id}.example.com/` }],
    ['nobody', {}],
  ])('is refused from %s', (_, sender) => {
    expect(readRequest({ type: 'deliver' }, sender)).toBeNull()
  })

  it.each([null, 'deliver', {}, { type: 'other' }, { type: 'google', purpose: 'steal' }])(
    'is refused where its shape is unknown: %j',
    (message) => {
      expect(readRequest(message, popup)).toBeNull()
    },
  )
})
