import type { Context } from 'hono'
import { badParameter } from './errors.ts'
import { plain, readBytes, withoutNulls, type Sent } from './sent.ts'
import { Sessions } from './upload-session.ts'
import { DriveError } from '#test/google/http/errors.ts'
import { readParts } from '#test/google/http/multipart.ts'
import { parseObject } from '#test/google/http/request-body.ts'
import { methodOf } from '#test/google/http/request-line.ts'
import type { World } from '#test/google/world.ts'

const sessions = new WeakMap<World, Sessions>()

/**
 * Reads a request of Drive: JSON, or under `/upload/` a file with it.
 * https://developers.google.com/workspace/drive/api/guides/manage-uploads
 * @returns a Response for a step of a resumable upload that is not its last.
 */
export async function readSent(
  c: Context,
  { world, query }: { world: World; query: URLSearchParams },
): Promise<Sent | Response> {
  const { pathname } = new URL(c.req.url)
  if (!pathname.startsWith('/upload/')) return { body: withoutNulls(await readJson(c)) }
  const uploadType = query.get('uploadType') ?? query.get('upload_protocol') ?? 'media'
  const type = c.req.header('content-type') ?? 'application/octet-stream'
  switch (uploadType) {
    case 'media':
      return { body: {}, media: { type: plain(type), bytes: await readBytes(c) } }
    case 'multipart':
      return readMultipart(type, await readBytes(c))
    case 'resumable': {
      const open = sessions.get(world) ?? new Sessions(world)
      sessions.set(world, open)
      return open.answer(c, query)
    }
    default:
      throw badParameter('uploadType', `Invalid value for: uploadType`, 'invalidParameter')
  }
}

async function readJson(c: Context): Promise<Record<string, unknown>> {
  if (['GET', 'DELETE'].includes(methodOf(c))) return {}
  return parseObject(await c.req.text())
}

/** `multipart/related`: the JSON first, then the file. */
function readMultipart(type: string, bytes: Uint8Array): Sent {
  const [json, file] = readParts(type, bytes) ?? []
  if (!json || !file) throw malformed()
  const body = parseObject(Buffer.from(json.text, 'latin1').toString('utf8'))
  const isBase64 = /base64/i.test(file.headers['content-transfer-encoding'] ?? '')
  return {
    body: withoutNulls(body),
    media: {
      type: plain(file.headers['content-type'] ?? 'application/octet-stream'),
      bytes: new Uint8Array(Buffer.from(file.text, isBase64 ? 'base64' : 'latin1')),
    },
  }
}

function malformed(): DriveError {
  const message = 'Malformed multipart body.'
  return new DriveError(400, message, { legacy: { message, reason: 'badRequest' } })
}
