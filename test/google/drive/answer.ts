import type { Context } from 'hono'
import { Download } from './download.ts'
import { answerDrive } from './methods.ts'
import { readSent } from './upload.ts'
import type { Call } from '#test/google/http/call.ts'
import { json, sendNothing } from '#test/google/http/json.ts'

/** Reads a request of Drive, carries it out and answers it. */
export async function answerDriveRequest(
  c: Context,
  asked: Omit<Call, 'body' | 'media'>,
): Promise<Response> {
  const sent = await readSent(c, asked)
  if (sent instanceof Response) return sent
  const answer = answerDrive({ ...asked, ...sent })
  if (answer === null) return sendNothing(c)
  return answer instanceof Download ? download(c, answer) : json(c, 200, answer)
}

/** Headers as recorded. */
function download(c: Context, { type, body }: Download): Response {
  c.header('content-type', type)
  c.header('content-disposition', 'attachment')
  c.header('cache-control', 'private, max-age=0, must-revalidate')
  c.header('vary', 'Origin, X-Origin')
  return c.body(body)
}
