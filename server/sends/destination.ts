import { eq } from 'drizzle-orm'
import type { Destination } from '#shared/contract/send.ts'
import type { Deps } from '#server/deps.ts'
import { destinations } from '#server/db/schema.ts'

type DestinationRow = typeof destinations.$inferSelect

/** Where the person's selections go; null while they have chosen nothing. */
export async function destinationOf(
  { db }: Pick<Deps, 'db'>,
  personId: string,
): Promise<Destination | null> {
  const [row] = await db.select().from(destinations).where(eq(destinations.personId, personId))
  return row ? destinationIn(row) : null
}

function destinationIn(row: DestinationRow): Destination {
  return {
    id: row.id,
    account: row.googleAccountId,
    spreadsheetId: row.spreadsheetId,
    spreadsheetTitle: row.spreadsheetTitle,
    spreadsheetUrl: row.spreadsheetUrl,
    sheetId: row.sheetId,
    sheetTitle: row.sheetTitle,
    tableStart: row.tableStart,
    columns: row.columns,
  }
}
