import { browser } from 'wxt/browser'

/** The host permission for one server; a match pattern has no port. */
function permissionFor(address: string): { origins: string[] } {
  const { protocol, hostname } = new URL(address)
  return { origins: [`${protocol}//${hostname}/*`] }
}

/** Asks the person for it. Call it within their click, before anything is awaited. */
export function askForHost(address: string): Promise<boolean> {
  return browser.permissions.request(permissionFor(address))
}

export function hasHost(address: string): Promise<boolean> {
  return browser.permissions.contains(permissionFor(address))
}
