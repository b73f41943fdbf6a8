/** A part of a multipart body; every character of `text` is one byte. */
export type Part = { headers: Record<string, string>; text: string }

/**
 * Takes a multipart body apart.
 * @param type the content type, which names the boundary.
 * @returns null when there is none, or the body does not keep to it.
 */
export function readParts(type: string, bytes: ArrayBuffer | Uint8Array): Part[] | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!type.toLowerCase().startsWith('multipart/') || boundary === undefined) return null
  const mark = boundary.replaceAll(/[^\w]/g, '\\$&')
  const pieces = Buffer.from(bytes as ArrayBuffer)
    .toString('latin1')
    .split(new RegExp(`(?:^|\\r?\\n)--${mark}`))
  const last = pieces.pop()
  if (!last?.startsWith('--')) return null
  const parts = pieces.slice(1).map(readPart)
  return parts.every((part) => part !== null) ? parts : null
}

function readPart(piece: string): Part | null {
  const match = /^[ \t]*\r?\n([\s\S]*)$/.exec(piece)
  return match ? splitHead(match[1] ?? '') : null
}

/** Headers, an empty line, and the rest. */
export function splitHead(message: string): Part | null {
  const match = /^((?:[^\r\n]+\r?\n)*)\r?\n([\s\S]*)$/.exec(message)
  if (!match) return null
  const headers = (match[1] ?? '').split(/\r?\n/).flatMap((line) => {
    const [, name = '', value = ''] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? []
    return name === '' ? [] : [[name.toLowerCase(), value] as const]
  })
  return { headers: Object.fromEntries(headers), text: match[2] ?? '' }
}
