/** Characters a Google Sheets cell can hold. https://support.google.com/drive/answer/37603 */
export const CELL_CHARACTERS = 50_000

/** Characters of one thing that a page says about itself; what is longer is left out. */
export const FACT_CHARACTERS = 2_000

/** Bytes of JSON a send may have; Google advises payloads of 2 MB at the most.
 * https://developers.google.com/workspace/sheets/api/limits */
export const SEND_BYTES = 2_000_000

/** Characters a password must and may have (NIST SP 800-63B §5.1.1.2 asks for 8 and 64 at least). */
export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 256

/** A one-time code waits this long to be redeemed by the extension that asked for it. */
export const ONE_TIME_CODE_SECONDS = 120

/** A person may take this long on Google's consent page before the flow has to start anew. */
export const OAUTH_FLOW_SECONDS = 600

/** A link that sets a password or confirms an email works this long, once. */
export const ACCOUNT_LINK_SECONDS = 60 * 60

/** An invitation waits this long for the person it was given to. */
export const INVITATION_SECONDS = 7 * 24 * 60 * 60

/** Where there is no password to ask for, a sign-in younger than this proves who is there. */
export const FRESH_SIGN_IN_SECONDS = 15 * 60
