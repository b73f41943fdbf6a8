import type { Context } from 'hono'
import { plain, readBytes, withoutNulls, type Sent } from './sent.ts'
import { DriveError } from '#test/google/http/errors.ts'
import { parseObject } from '#test/google/http/request-body.ts'
import { randomText } from '#test/google/ids.ts'
import type { World } from '#test/google/world.ts'

type Session = { body: Record<string, unknown>; type: string; bytes: Uint8Array }

/** Resumable uploads under way. They live as long as the process, not in `--state`. */
export class Sessions {
  readonly #open = new Map<string, Session>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /**
   * The first request brings the JSON and gets an address, those that follow bring the bytes there.
   * @returns what the last one completes; a Response until then.
   */
  async answer(c: Context, query: URLSearchParams): Promise<Sent | Response> {
    const id = query.get('upload_id')
    if (id === null) return this.#begin(c)
    const session = this.#open.get(id)
    if (!session) throw sessionNotFound()
    const range = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(c.req.header('content-range') ?? '')
    const sent = await readBytes(c)
    if (range?.[1] !== undefined && Number(range[1]) !== session.bytes.length)
      return this.#more(c, session)
    session.bytes = new Uint8Array(Buffer.concat([session.bytes, sent]))
    const total = range ? Number(range[3]) : session.bytes.length
    if (session.bytes.length !== total) return this.#more(c, session)
    this.#open.delete(id)
    return { body: session.body, media: { type: session.type, bytes: session.bytes } }
  }

  async #begin(c: Context): Promise<Response> {
    const id = randomText(60)
    this.#open.set(id, {
      body: withoutNulls(parseObject(await c.req.text())),
      type: plain(c.req.header('x-upload-content-type') ?? 'application/octet-stream'),
      bytes: new Uint8Array(),
    })
    const { pathname, searchParams } = new URL(c.req.url)
    searchParams.set('upload_id', id)
    c.header('location', `${this.#world.url}${pathname}?${searchParams.toString()}`)
    c.header('x-guploader-uploadid', id)
    return c.body('', 200)
  }

  /** 308 tells how far it has come. */
  #more(c: Context, { bytes }: Session): Response {
    if (bytes.length > 0) c.header('range', `bytes=0-${String(bytes.length - 1)}`)
    c.status(308)
    return c.body(null)
  }
}

function sessionNotFound(): DriveError {
  return new DriveError(404, 'Not Found')
}
