import { callGoogle, type Answer } from '#test/google/call-google.ts'
import type { LocalGoogle } from '#test/google/server.ts'

export const SHEET = 'application/vnd.google-apps.spreadsheet'
export const FOLDER = 'application/vnd.google-apps.folder'

type Given = NonNullable<Parameters<typeof callGoogle>[2]>

/** A call of Drive v3, `path` from `/files` on. */
export async function drive(
  google: Pick<LocalGoogle, 'url' | 'token'>,
  path: string,
  given: Given = {},
): Promise<Answer> {
  return callGoogle(google, `/drive/v3${path}`, given)
}

/** The id of a new file. */
export async function make(
  google: Pick<LocalGoogle, 'url' | 'token'>,
  body: object,
  given: Given = {},
): Promise<string> {
  const answer = await drive(google, '/files', { ...given, body })
  return (answer.body as { id: string }).id
}

/** What a refusal of Drive's says: status, message, reason, location. */
export function refusal({ status, body }: Answer): unknown[] {
  const { error } = body as {
    error: { message: string; errors: { reason: string; location?: string }[] }
  }
  const [first] = error.errors
  return [status, error.message, first?.reason, ...(first?.location ? [first.location] : [])]
}
