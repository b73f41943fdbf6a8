/**
 * Who the extension is to browsers and to OAuth redirects.
 *
 * Chromium derives the id from the manifest's public key (the first 16 bytes of its SHA-256, a nibble
 * a letter, a–p), so an unpacked build has the same id on every machine. Firefox derives its redirect
 * host from the SHA-1 of the add-on id.
 * https://developer.chrome.com/docs/extensions/reference/manifest/key
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity/getRedirectURL
 */
export const CHROMIUM_PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3S3Wg7uvYqxj/TDyWN2q24YEpi2LxLH/U1y5SXnXSsjhROtjC+cyn3hsC68zzzJ71mMpufr7DxdqPP8Qv4mNkZEwKNAAs92En2KmAy74TQ+gyVgWssmJc4NgrwsvqnSR8ykWtTOHxcPykESMLyVJNl4b6SktAH7mqz+gHpmlwHCwWlafcMAmKwP0gZWO+/qngDaiDVZ50uaVTh2IybzNGvAJQt9qhGpeG2kgQ28nvOoSxAnI43NV0bv3JAVnjvfLBFtphhfXQ+iHKqUsWE/xyZNOZuqRSsPYjeNtUGTXVyEp115AnsKUF5AE2a7ukMBoAKtnuLjFraj6ifQhU9gOEwIDAQAB'
export const CHROMIUM_ID = 'fhgbaccapdgjbbljponkamcicpplnpmo'
export const GECKO_ID = 'sheetside@sheetside.dev'

/** Where a sign-in may hand its one-time code unless the server's EXTENSION_REDIRECTS says otherwise. */
export const DEFAULT_REDIRECTS = [
  `https://${CHROMIUM_ID}.chromiumapp.org/`,
  'https://46b38f7f5f9fb96d1c7fa77e071b02215d2c8197.extensions.allizom.org/',
] as const

/** The server's address until the person sets another one in the options page. */
export const DEFAULT_SERVER = 'http://localhost:8787'

/** The name of the keyboard shortcut in the manifest: browsers keep a person's own keys under it. */
export const SEND_COMMAND = 'send-selection'
