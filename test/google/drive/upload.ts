import { Buffer } from 'node:buffer'
import type { Context } from 'hono'
import { badParameter } from './errors.ts'
import { plain, readBytes, withoutNulls, type Sent } from './sent.ts'
import { Sessions } from './upload-session.ts'
import { DriveError } from '#test/google/http/errors.ts'
import { parseObject } from '#test/google/http/request-body.ts'
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
      return readMultipart(type, Buffer.from(await readBytes(c)))
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
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return {}
  return parseObject(await c.req.text())
}

/** `multipart/related`: the JSON first, then the file. */
function readMultipart(type: string, bytes: Buffer): Sent {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!type.toLowerCase().startsWith('multipart/') || boundary === undefined) throw malformed()
  // Latin 1 keeps every byte as one character.
  const parts = bytes
    .toString('latin1')
    .split(new RegExp(`(?:^|\\r?\\n)--${boundary.replaceAll(/[^\w]/g, '\\$&')}`))
  const [json, file] = parts.slice(1, 3).map(readPart)
  if (!json || !file || parts.length < 4 || !parts[3]?.startsWith('--')) throw malformed()
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

function readPart(part: string): { headers: Record<string, string>; text: string } {
  const match = /^[ \t]*\r?\n([\s\S]*?\r?\n)??\r?\n([\s\S]*)$/.exec(part)
  if (!match) throw malformed()
  const [, head = '', text = ''] = match
  const headers = head.split(/\r?\n/).flatMap((line) => {
    const [name = '', value = ''] = line.split(/:\s*(.*)/s)
    return name === '' ? [] : [[name.toLowerCase(), value] as const]
  })
  return { headers: Object.fromEntries(headers), text }
}

function malformed(): DriveError {
  const message = 'Malformed multipart body.'
  return new DriveError(400, message, { legacy: { message, reason: 'badRequest' } })
}
