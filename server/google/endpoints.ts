import type { Config } from '#server/config.ts'

/** Where each of Google's services is: Google's own hosts, or all under one local Google. */
export type Endpoints = {
  authorize: string
  token: string
  revoke: string
  /** Keys of id_tokens as X.509 in PEM, which google-auth-library reads. */
  pemCerts: string
  jwkCerts: string
  /** Origins of the two APIs; their paths begin at `/v4` and `/drive/v3`. */
  sheets: string
  drive: string
}

/** https://accounts.google.com/.well-known/openid-configuration */
const GOOGLE: Endpoints = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  revoke: 'https://oauth2.googleapis.com/revoke',
  pemCerts: 'https://www.googleapis.com/oauth2/v1/certs',
  jwkCerts: 'https://www.googleapis.com/oauth2/v3/certs',
  sheets: 'https://sheets.googleapis.com',
  drive: 'https://www.googleapis.com',
}

/** The same paths on one origin: Google's own never clash. */
export function endpointsOf({ google: { endpoint } }: Pick<Config, 'google'>): Endpoints {
  if (endpoint === null) return GOOGLE
  const local = (address: string) => endpoint + new URL(address).pathname
  return {
    authorize: local(GOOGLE.authorize),
    token: local(GOOGLE.token),
    revoke: local(GOOGLE.revoke),
    pemCerts: local(GOOGLE.pemCerts),
    jwkCerts: local(GOOGLE.jwkCerts),
    sheets: endpoint,
    drive: endpoint,
  }
}
