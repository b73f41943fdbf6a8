/**
 * The text as a reader takes it, in few characters: digits of every script and full-width forms as
 * ASCII, one blank for each run of blanks, one minus, one apostrophe, no marks of direction. Line
 * breaks stay, so that what is on two lines is never read as one number.
 */
export function plainText(text: string): string {
  return IS_PLAIN.test(text) ? text : text.normalize('NFC').replace(UNUSUAL, plain).trim()
}

const IS_PLAIN = /^(?: ?[!-~])*$/

/** Where the digits of scripts start that have ten of their own. https://www.unicode.org/charts/ */
const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0,
]

const UNUSUAL =
  /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]|[\t\p{Zs}]+|[\u2212\uFE63]|[‘’ʼ׳]|٪|[\uFF01-\uFF5E]|\p{Nd}/gu

function plain(found: string): string {
  const code = found.charCodeAt(0)
  if (/[\t\p{Zs}]/u.test(found)) return ' '
  if (/[\u2212\uFE63]/.test(found)) return '-'
  if (/[‘’ʼ׳]/.test(found)) return "'"
  if (found === '٪') return '%'
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (/\p{Nd}/u.test(found)) {
    const zero = ZEROS.find((first) => code >= first && code < first + 10)
    return zero === undefined ? found : String(code - zero)
  }
  return ''
}
