/**
 * Splits delimited text into rows of fields: fields may be quoted, a quote inside them is doubled,
 * lines end with LF or CRLF.
 */
export function readDelimited(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let fields: string[] = []
  let at = 0
  while (at <= text.length) {
    const field = readField(text, at, delimiter)
    fields.push(field.text)
    at = field.end
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length
      continue
    }
    rows.push(fields)
    fields = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  // A line break at the end starts no row.
  if (rows.length > 1 && rows.at(-1)?.join('') === '') rows.pop()
  return rows
}

function readField(text: string, from: number, delimiter: string): { text: string; end: number } {
  const quoted = /"((?:[^"]|"")*)"/y
  quoted.lastIndex = from
  const match = quoted.exec(text)
  if (match) {
    const end = from + match[0].length
    if (end === text.length || text.startsWith(delimiter, end) || /[\r\n]/.test(text[end] ?? '')) {
      return { text: (match[1] ?? '').replaceAll('""', '"'), end }
    }
  }
  let end = from
  while (
    end < text.length &&
    !text.startsWith(delimiter, end) &&
    !/^\r?\n/.test(text.slice(end, end + 2))
  ) {
    end += 1
  }
  return { text: text.slice(from, end), end }
}

/** The texts in the cells of the first table of some HTML; the text of it all when it has none. */
export function readHtmlTable(html: string): string[][] {
  const rows = [...html.matchAll(/<tr\b[^>]*>(.*?)(?=<tr\b|<\/table|$)/gis)]
  if (rows.length === 0) return [[textOf(html)]]
  return rows.map(([, row = '']) =>
    [...row.matchAll(/<t[dh]\b[^>]*>(.*?)(?=<t[dh]\b|<\/t[dhr]|$)/gis)].map(([, cell = '']) =>
      textOf(cell),
    ),
  )
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

/** Of Unicode. */
const LAST_CHARACTER = 0x10_ff_ff

function textOf(html: string): string {
  return html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) => {
      if (code === undefined) return ENTITIES[name ?? ''] ?? whole
      return Number(code) <= LAST_CHARACTER ? String.fromCodePoint(Number(code)) : whole
    })
    .trim()
}
