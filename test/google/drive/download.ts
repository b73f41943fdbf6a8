/** An answer that is a file and not JSON. */
export class Download {
  readonly type: string
  readonly body: string | Uint8Array<ArrayBuffer>

  constructor(type: string, body: string | Uint8Array) {
    this.type = type
    this.body = typeof body === 'string' ? body : new Uint8Array(body)
  }
}
