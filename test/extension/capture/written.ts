import type { Capture } from '#extension/capture/captured.ts'
import { asText } from '#shared/cells.ts'

/** A capture as people see it: rows of plain texts. */
export function written({ rows }: Capture): string[][] {
  return rows.map((row) => row.map(asText))
}
