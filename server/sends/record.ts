import { z } from 'zod'
import { asText } from '#shared/cells.ts'
import { target, type SendRequest } from '#shared/contract/send.ts'
import { placeOf, RECORD } from '#server/vault/sealed.ts'
import { tryOpen, type Vault } from '#server/vault/vault.ts'
import { enteredOf, fingerprintOf } from './fingerprint.ts'

/**
 * What is kept of a send that was carried out: enough to show it, and to know its rows again. It is
 * sealed, since it tells what a person reads.
 */
const sendRecord = z.object({
  target,
  /** `Reading list › Sheet1`. */
  place: z.string(),
  /** A fingerprint for each cell of each row, in the order they were sent in; all rows are of one width. */
  rows: z.array(z.array(z.string())),
  preview: z.string(),
  source: z.object({ title: z.string(), url: z.string() }).nullable(),
  /** No anchor in the sheet tells where its rows are. */
  unmarked: z.literal(true).exactOptional(),
})
export type SendRecord = z.infer<typeof sendRecord>

/** Characters of a row that the history shows. */
const PREVIEW = 200

export function recordOf(
  { destination, rows, source }: SendRequest,
  place: string,
  isMarked: boolean,
): SendRecord {
  const width = Math.max(...rows.map((row) => row.length))
  return {
    target: destination,
    place,
    rows: rows.map((row) => {
      const cells = row.map((cell) => fingerprintOf(enteredOf(cell)))
      return [...cells, ...Array.from({ length: width - cells.length }, () => '')]
    }),
    preview: source ? previewOf(rows) : '',
    source: source ?? null,
    ...(!isMarked && { unmarked: true }),
  }
}

function previewOf([row = []]: SendRequest['rows']): string {
  const words = row
    .map((cell) => asText(cell).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' · ')
  return words.length > PREVIEW ? `${words.slice(0, PREVIEW - 1)}…` : words
}

type Named = { personId: string; id: string }

export function sealRecord(vault: Vault, row: Named, record: SendRecord): string {
  return vault.seal(JSON.stringify(record), placeOf(RECORD, row))
}

/** Null for what does not open. */
export function openRecord(vault: Vault, row: Named, sealed: string): SendRecord | null {
  const opened = tryOpen(vault, sealed, placeOf(RECORD, row))
  if (opened === null) return null
  const read = sendRecord.safeParse(JSON.parse(opened))
  return read.success ? read.data : null
}
