/**
 * Widths of characters as Sheets measures them to fit a column: advances of the font Roboto in
 * 2048ths of its size, which make the recorded width of a line of 1,024 times A exactly.
 */
const ADVANCES: Record<number, string> = {
  402: ",'",
  450: '`',
  497: 'il',
  507: ' ',
  489: 'j',
  496: ':',
  527: '!',
  433: ';',
  539: '.',
  543: '[]',
  557: 'I',
  565: '-',
  655: '"',
  669: 't',
  691: '{}',
  693: 'r',
  700: '()',
  711: 'f',
  844: '/\\',
  880: '*',
  924: '_',
  967: '?',
  969: 'y',
  992: 'v',
  1015: 'xz',
  1038: 'k',
  1041: '<>',
  1056: 's',
  1072: 'c',
  1085: 'e',
  1102: 'L',
  1114: 'a',
  1124: '=',
  1128: 'h',
  1129: 'u',
  1130: 'nJ',
  1132: 'F',
  1149: 'bgp',
  1150: '0123456789$#',
  1155: 'dq',
  1161: '+',
  1164: 'E',
  1168: 'o',
  1215: 'S',
  1222: 'T',
  1226: 'Z',
  1230: 'Y',
  1261: 'R',
  1272: '&',
  1275: 'B',
  1283: 'K',
  1284: 'X',
  1292: 'P',
  1303: 'V',
  1328: 'U',
  1333: 'C',
  1336: 'A',
  1343: 'D',
  1395: 'G',
  1408: 'OQ',
  1460: 'HN',
  1500: '%',
  1538: 'w',
  1788: 'M',
  1795: 'm',
  1817: 'W',
  1839: '@',
}

const WIDTHS = new Map(
  Object.entries(ADVANCES).flatMap(([advance, characters]) =>
    Array.from(characters, (character) => [character, Number(advance)] as const),
  ),
)
const OTHER = 1150
/** Characters of the East are as wide as they are high. */
const WIDE =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\p{Emoji_Presentation}]/u

/** The widest line of a text in pixels. @param points the size of its font. */
export function textWidth(text: string, points: number, bold: boolean): number {
  const size = Math.floor((points * 4) / 3)
  const lines = text.split('\n').map((line) => {
    let sum = 0
    for (const character of line) {
      sum += WIDTHS.get(character) ?? (WIDE.test(character) ? 2048 : OTHER)
    }
    return (sum * size) / 2048
  })
  return Math.max(0, ...lines) * (bold ? 1.04 : 1)
}
