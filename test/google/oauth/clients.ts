/** An OAuth client of a Cloud project, as its owner registered it in the Cloud console. */
export type Client = {
  clientId: string
  clientSecret: string
  /** Shown on the consent page. */
  name: string
  /** Compared letter by letter. */
  redirectUris: string[]
  /** Grants belong to a person and a project, not to a client. */
  projectId: string
  /** Grants given to an app in testing die after 7 days. */
  publishing: 'testing' | 'production'
  /** The addresses that may use an app in testing; everybody may when left out. */
  testUsers?: string[]
  /** The Workspace domain of an internal app, which is for its own people only. */
  organisation?: string
}

export const DEFAULT_CLIENT: Client = {
  clientId: 'sheetside-local.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-local-4Jm0qT2vXbN8sR1yLwKd',
  name: 'Sheetside',
  redirectUris: [
    'http://localhost:8787/oauth/google/callback',
    'http://127.0.0.1:8787/oauth/google/callback',
  ],
  projectId: '603366585132',
  publishing: 'production',
}
