import { callGoogle, type Answer } from '#test/google/call-google.ts'
import type { LocalGoogle } from '#test/google/server.ts'

export const SHEET = 'application/vnd.google-apps.spreadsheet'
export const FOLDER = 'application/vnd.google-apps.folder'

type Google = Pick<LocalGoogle, 'url' | 'token'>
type Given = NonNullable<Parameters<typeof callGoogle>[2]>

/** A call of Drive v3, `path` from `/files` on. */
export async function drive(google: Google, path: string, given: Given = {}): Promise<Answer> {
  return callGoogle(google, `/drive/v3${path}`, given)
}

/** The id of a new file. */
export async function make(google: Google, body: object, given: Given = {}): Promise<string> {
  const answer = await drive(google, '/files', { ...given, body })
  return (answer.body as { id: string }).id
}

/** A file's fields, as its JSON. */
export async function get(
  google: Google,
  id: string,
  fields: string,
  token = google.token,
): Promise<unknown> {
  return (await drive(google, `/files/${id}?fields=${fields}`, { token })).body
}

/** Changes a file, `path` from its id on. */
export async function patch(
  google: Google,
  path: string,
  body: object,
  token = google.token,
): Promise<Answer> {
  return drive(google, `/files/${path}`, { method: 'PATCH', body, token })
}

/** A page of files.list, as little told of each file as most tests need. */
export async function list(
  google: Google,
  given: Record<string, string>,
  token = google.token,
): Promise<Answer> {
  const query = new URLSearchParams({ fields: 'nextPageToken,files(id,name)', ...given })
  return drive(google, `/files?${query.toString()}`, { token })
}

/** The names of the files on it. */
export async function names(
  google: Google,
  given: Record<string, string>,
  token = google.token,
): Promise<string[]> {
  const { body } = await list(google, given, token)
  return (body as { files: { name: string }[] }).files.map(({ name }) => name)
}

/** What a refusal of Drive's says: status, message, reason, location. */
export function refusal({ status, body }: Answer): unknown[] {
  const { error } = body as {
    error: { message: string; errors: { reason: string; location?: string }[] }
  }
  const [first] = error.errors
  return [status, error.message, first?.reason, ...(first?.location ? [first.location] : [])]
}
