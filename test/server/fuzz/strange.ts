import * as fc from 'fast-check'

/** Strings that programs have stumbled over. */
export const strangeText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\u{d800}',
    'x\u{dfff}y',
    '\u{feff}',
    '\u{202e}',
    '🏴‍☠️',
    'ｕｎｉｃｏｄｅ',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'null',
    'undefined',
    'NaN',
    '-1',
    '1e999',
    '9007199254740993',
    "' OR 1=1 --",
    '"; DROP TABLE people; --',
    '%00',
    '%',
    '%zz',
    '%2e%2e%2f',
    '../../../../etc/passwd',
    '..\\..\\',
    '${7*7}',
    '{{7*7}}',
    '<script>alert(1)</script>',
    'a'.repeat(300),
    'ﷺ'.repeat(200),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)

const strangeJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  strangeText,
  fc.constantFrom(null, true, 0, -0, 1e308, [], {}, [[[]]], { length: -1 }, { toString: 1 }),
)

const nested = (depth: number, open: string, close: string) =>
  open.repeat(depth) + '1' + close.repeat(depth)

/** Request bodies that are no good JSON, or JSON of no schema. */
export const strangeBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: strangeJson.map((value) => JSON.stringify(value)) },
  { weight: 3, arbitrary: strangeText },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '{',
      '{"email":',
      '{"email":"a@b.c",}',
      '{"__proto__":{"admin":true}}',
      '{"email":"\\ud800@example.org","password":"\\u0000\\udfff","device":"\\ud83d"}',
      '{"a":1,"a":2}',
      '1e999',
      nested(5000, '[', ']'),
      nested(5000, '{"a":', '}'),
      nested(9000, '[', ''),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(70_000, 200_000)
      .map((length) => JSON.stringify({ email: 'a'.repeat(length) })),
  },
)

/** A body that was good, with one thing in it changed. */
export function spoiled(body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .record({ body, at: fc.nat(), by: strangeJson, how: fc.constantFrom('replace', 'drop', 'add') })
    .map(({ body, at, by, how }) => {
      if (typeof body !== 'object' || body === null) return by
      const names = Object.keys(body)
      const name = names[at % Math.max(1, names.length)] ?? 'x'
      if (how === 'drop')
        return Object.fromEntries(Object.entries(body).filter(([n]) => n !== name))
      return { ...body, [how === 'add' ? JSON.stringify(by) : name]: by }
    })
}

export const strangeHeaders: fc.Arbitrary<Record<string, string>> = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'accept',
        'accept-encoding',
        'content-encoding',
        'cookie',
        'expect',
        'forwarded',
        'host',
        'if-none-match',
        'origin',
        'range',
        'te',
        'x-forwarded-host',
        'x-forwarded-proto',
        'x-http-method-override',
        'x-request-id',
        'x-sheetside-account',
      ),
      fc.oneof(
        strangeText,
        fc.constantFrom(
          '100-continue',
          'gzip',
          'a:b:c',
          '[::1',
          'evil.example',
          'bytes=0-',
          'trailers',
        ),
      ),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => Object.fromEntries(pairs.map(([name, value]) => [name, asHeader(value)])))

/** Only what a client can put on the wire as a header at all. */
function asHeader(value: string): string {
  return value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
export const strangeMethod = fc.constantFrom(...METHODS)

export const strangeQuery = fc.oneof(
  fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'account',
          'before',
          'code',
          'error',
          'fields',
          'flow',
          'iss',
          'limit',
          'pageToken',
          'query',
          'ranges',
          'state',
        ),
        strangeText,
      ),
      { maxLength: 4 },
    )
    .map((pairs) => pairs.map(([name, value]) => `${name}=${encoded(value)}`).join('&')),
  strangeText.map(onWire),
)

/** A piece of a path or query, percent-encoded as it should be. */
export function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

/** As it is, but for what a request line can't hold. */
export function onWire(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character))
    .replaceAll('#', '%23')
}
