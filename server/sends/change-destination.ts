import type { Column, Destination, DestinationPatch } from '#shared/contract/destination.ts'
import { SheetsideError } from '#shared/errors.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import { normalPattern } from '#shared/url-pattern.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import { destinations } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { destinationIn, gone, makeNoneDefault, owned } from './destinations.ts'

/** @throws not_found, invalid_input */
export async function changeDestination(
  { db }: Pick<Deps, 'db'>,
  { personId }: SignedIn,
  id: string,
  { templates, urlPattern, review, isDefault }: DestinationPatch,
): Promise<Destination> {
  return db.transaction((tx) => {
    const row = tx.select().from(destinations).where(owned(personId, id)).get()
    if (!row) throw gone()
    if (templates && templates.length !== row.columns.length) {
      throw new SheetsideError('invalid_input', 'There has to be one template for each column.')
    }
    templates?.forEach((template, index) => requireReadable(template, row.columns[index], index))
    const pattern = urlPattern && patternOf(urlPattern)
    if (isDefault) makeNoneDefault(tx, personId)
    const columns = templates
      ? row.columns.map((column, index) => ({ ...column, template: templates[index] ?? '' }))
      : row.columns
    return destinationIn(
      tx
        .update(destinations)
        .set({
          columns,
          ...(pattern !== undefined && { urlPattern: pattern === '' ? null : pattern }),
          ...(review !== undefined && { review }),
          ...(isDefault && { isDefault }),
        })
        .where(owned(personId, id))
        .returning()
        .get(),
    )
  })
}

/** @throws invalid_input with the first mistake in a template, and whose it is */
function requireReadable(template: string, column: Column | undefined, index: number): void {
  const parsed = parseTemplate(template)
  if ('template' in parsed) return
  const name = column?.header.trim() ? `“${column.header.trim()}”` : `column ${index + 1}`
  const [{ message }] = parsed.mistakes
  throw new SheetsideError('invalid_input', `What goes into ${name} can’t be read. ${message}`)
}

/** @throws invalid_input */
function patternOf(typed: string): string {
  const pattern = normalPattern(typed)
  if (pattern !== null) return pattern
  throw new SheetsideError(
    'invalid_input',
    'This is no address of pages. Write one such as example.com/jobs/*, where * stands for anything.',
  )
}
