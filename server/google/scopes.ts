import { service, type Service } from '#shared/contract/google.ts'

/**
 * What Sheetside asks a person for. https://developers.google.com/identity/protocols/oauth2/scopes
 */
const SHEETS = 'https://www.googleapis.com/auth/spreadsheets'
const DRIVE_METADATA = 'https://www.googleapis.com/auth/drive.metadata.readonly'

/** One consent does both: it signs in and it connects. */
export const REQUESTED = ['openid', 'email', 'profile', SHEETS, DRIVE_METADATA]

/** The services that a grant is used for, and the scope that each of them takes. */
const neededFor: Record<Service, string> = { sheets: SHEETS, drive: DRIVE_METADATA }

/** Scopes as the token endpoint gives them: separated by spaces, in any order. */
export function allows(scopes: string, service: Service): boolean {
  return scopes.split(' ').includes(neededFor[service])
}

/** Whether the person ticked every box: they may untick any of them. */
export function allowsAll(scopes: string): boolean {
  return missingIn(scopes).length === 0
}

export function missingIn(scopes: string): Service[] {
  return service.options.filter((one) => !allows(scopes, one))
}
