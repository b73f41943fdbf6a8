import { service, type Service } from '#shared/contract/google.ts'
import type { GoogleAccess } from '#shared/contract/server.ts'
import type { oauthFlows } from '#server/db/schema.ts'

/**
 * What Sheetside asks a person for. https://developers.google.com/identity/protocols/oauth2/scopes
 */
const SHEETS = 'https://www.googleapis.com/auth/spreadsheets'
const DRIVE_METADATA = 'https://www.googleapis.com/auth/drive.metadata.readonly'
/** Files that the person picked, or that Sheetside made: for Sheets and for Drive alike. */
const DRIVE_FILE = 'https://www.googleapis.com/auth/drive.file'

/** Who they are: no access to anything. */
const IDENTITY = ['openid', 'email', 'profile']

/** The services that a grant is used for, and the scope that each of them takes. */
const neededFor: Record<GoogleAccess, Record<Service, string>> = {
  full: { sheets: SHEETS, drive: DRIVE_METADATA },
  file: { sheets: DRIVE_FILE, drive: DRIVE_FILE },
}

type Asking = Pick<typeof oauthFlows.$inferSelect, 'purpose' | 'access' | 'need'>

/** Whether files are picked on the way, which Google does for `drive.file` alone: then no id_token comes. */
export function picksFiles({ purpose, access }: Pick<Asking, 'purpose' | 'access'>): boolean {
  return purpose === 'connect' && access === 'file'
}

/** What a flow asks for. With full access one consent does both: it signs in and it connects. */
export function scopesFor(flow: Asking): string[] {
  if (picksFiles(flow)) return [DRIVE_FILE]
  if (flow.access === 'file') return IDENTITY
  if (flow.need !== null) return ['openid', 'email', neededFor.full[flow.need]]
  return [...IDENTITY, SHEETS, DRIVE_METADATA]
}

/** Scopes as the token endpoint gives them: separated by spaces, in any order. */
export function allows(scopes: string, access: GoogleAccess, service: Service): boolean {
  return scopes.split(' ').includes(neededFor[access][service])
}

/** What was not granted, since people may untick any box. */
export function missingIn(scopes: string, access: GoogleAccess): Service[] {
  return service.options.filter((one) => !allows(scopes, access, one))
}

/** The scopes without the one that a service takes. */
export function without(scopes: string, access: GoogleAccess, service: Service): string {
  return scopes
    .split(' ')
    .filter((scope) => scope !== neededFor[access][service])
    .join(' ')
}
