/**
 * OAuth scopes, as https://developers.google.com/identity/protocols/oauth2/scopes lists them and as
 * the consent page words them.
 */
const AUTH = 'https://www.googleapis.com/auth/'

export const SPREADSHEETS = `${AUTH}spreadsheets`
export const SPREADSHEETS_READONLY = `${AUTH}spreadsheets.readonly`
export const DRIVE = `${AUTH}drive`
export const DRIVE_READONLY = `${AUTH}drive.readonly`
export const DRIVE_FILE = `${AUTH}drive.file`
export const DRIVE_METADATA = `${AUTH}drive.metadata`
export const DRIVE_METADATA_READONLY = `${AUTH}drive.metadata.readonly`
export const EMAIL = `${AUTH}userinfo.email`
export const PROFILE = `${AUTH}userinfo.profile`
export const OPENID = 'openid'

/** What signing in asks for: granted by Allow itself, without a box of its own. */
export const SIGN_IN: readonly string[] = [OPENID, EMAIL, PROFILE]

/** What the consent page says beside each box. */
const LABELS: Record<string, string> = {
  [SPREADSHEETS]: 'See, edit, create and delete all your Google Sheets spreadsheets',
  [SPREADSHEETS_READONLY]: 'See all your Google Sheets spreadsheets',
  [DRIVE]: 'See, edit, create and delete all of your Google Drive files',
  [DRIVE_READONLY]: 'See and download all your Google Drive files',
  [DRIVE_FILE]:
    'See, edit, create and delete only the specific Google Drive files that you use with this app',
  [DRIVE_METADATA]: 'View and manage metadata of files in your Google Drive',
  [DRIVE_METADATA_READONLY]: 'See information about your Google Drive files',
}

export const ALL_SCOPES: readonly string[] = [...SIGN_IN, ...Object.keys(LABELS)]

/** `email` and `profile` are short names of two scopes; answers carry the long ones. */
export function canonical(scope: string): string {
  if (scope === 'email') return EMAIL
  if (scope === 'profile') return PROFILE
  return scope
}

export function isKnown(scope: string): boolean {
  return ALL_SCOPES.includes(canonical(scope))
}

export function labelOf(scope: string): string {
  return LABELS[scope] ?? scope
}

/** The lists of the discovery documents: any one of these opens the method. */
export const READ_SHEETS = [DRIVE, DRIVE_FILE, DRIVE_READONLY, SPREADSHEETS, SPREADSHEETS_READONLY]
export const WRITE_SHEETS = [DRIVE, DRIVE_FILE, SPREADSHEETS]
export const READ_DRIVE = [
  DRIVE,
  DRIVE_FILE,
  DRIVE_METADATA,
  DRIVE_METADATA_READONLY,
  DRIVE_READONLY,
]
export const WRITE_DRIVE = [DRIVE, DRIVE_FILE]
