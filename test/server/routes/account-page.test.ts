import { createHash } from 'node:crypto'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { startSheetside } from '#test/server/harness.ts'

async function open() {
  const { call } = await startSheetside()
  const response = await call('GET', '/account')
  const text = await response.text()
  return { response, text, document: parseHTML(text).document }
}

describe('the page of a mailed link', () => {
  it('runs and draws nothing but what the server wrote itself', async () => {
    const { response, text } = await open()
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    for (const tag of ['script', 'style']) {
      const [, inside = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text) ?? []
      const hash = createHash('sha256').update(inside).digest('base64')
      expect(policy).toContain(`${tag}-src 'sha256-${hash}'`)
    }
  })

  it('is kept by nobody and sends no address along', async () => {
    const { response } = await open()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('loads nothing from anywhere, and has no handler in its markup', async () => {
    const { document } = await open()
    const elements = [...document.querySelectorAll('*')]
    const loads = elements.filter((one) => one.hasAttribute('src') || one.tagName === 'IFRAME')
    expect(loads.map((one) => one.outerHTML)).toEqual([])
    const [link, ...others] = [...document.querySelectorAll('link')]
    expect(link?.getAttribute('href')).toMatch(/^data:image\/svg/)
    expect(others).toEqual([])
    const handlers = elements.flatMap((one) =>
      [...one.attributes].filter(({ name }) => name.startsWith('on')),
    )
    expect(handlers).toEqual([])
  })

  it('tells password managers whose the new password is', async () => {
    const { document } = await open()
    const kinds = [...document.querySelectorAll('input')].map((one) =>
      one.getAttribute('autocomplete'),
    )
    expect(kinds).toEqual(['username', 'new-password'])
  })
})
