import { createHash, randomBytes, randomInt } from 'node:crypto'

/** `length` characters of Google's url-safe alphabet. */
export function randomText(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length)
}

/** A spreadsheet's id: 44 characters that begin with `1`. */
export function newFileId(): string {
  return `1${randomText(43)}`
}

/** The same, but always the same for one name. */
export function stableFileId(name: string): string {
  return `1${createHash('sha256').update(name).digest('base64url')}`
}

/** Ids of sheets, metadata, ranges: positive and below 2^31. */
export function newNumber(): number {
  return randomInt(1, 2 ** 31 - 1)
}
