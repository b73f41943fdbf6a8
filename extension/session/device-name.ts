import * as z from 'zod/mini'

/** What a browser says about itself; the first two are Chromium's alone. */
export type BrowserFace = {
  brands?: readonly { brand: string }[] | undefined
  platform?: string | undefined
  userAgent: string
}

/** How this browser is called in the list of signed-in devices: `Chrome on Linux`. */
export function deviceName({ brands, platform, userAgent }: BrowserFace): string {
  return `${browserName(brands ?? [], userAgent)} on ${platform || systemName(userAgent)}`
}

/** https://developer.mozilla.org/docs/Web/API/Navigator/userAgentData */
const userAgentData = z.object({
  brands: z.array(z.object({ brand: z.string() })),
  platform: z.string(),
})

export function thisDevice(): string {
  const { userAgent } = navigator
  const said = userAgentData.safeParse('userAgentData' in navigator && navigator.userAgentData)
  return deviceName({ ...said.data, userAgent })
}

/** A vendor's own name goes before the engine's, which every Chromium also lists. */
const vendors = ['Microsoft Edge', 'Opera', 'Brave', 'Vivaldi', 'Google Chrome', 'Chromium']

function browserName(brands: readonly { brand: string }[], userAgent: string): string {
  const known = vendors.find((vendor) => brands.some(({ brand }) => brand === vendor))
  if (known !== undefined) return known.replace(/^(Google|Microsoft) /, '')
  if (userAgent.includes('Firefox/')) return 'Firefox'
  if (userAgent.includes('Edg/')) return 'Edge'
  if (userAgent.includes('Chrome/')) return 'Chrome'
  return 'Browser'
}

function systemName(userAgent: string): string {
  if (userAgent.includes('Windows')) return 'Windows'
  if (userAgent.includes('Mac OS')) return 'macOS'
  if (userAgent.includes('CrOS')) return 'ChromeOS'
  if (userAgent.includes('Android')) return 'Android'
  if (userAgent.includes('Linux')) return 'Linux'
  return 'an unknown system'
}
