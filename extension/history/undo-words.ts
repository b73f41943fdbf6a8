import { clockWords, dateWords, dayWords } from '#extension/account/moment.ts'
import { explain, type Explanation } from '#extension/ui/explain.ts'
import type { Question, Undoing } from './use-undo.ts'

/** `1 row`, `1,200 rows`. */
export function countRows(count: number, locale?: string): string {
  return count === 1 ? '1 row' : `${count.toLocaleString(locale)} rows`
}

/** `Taken back at 14:05`, with the day where it was not today. Milliseconds since 1970. */
export function takenBackWords(at: number, now: number, locale?: string): string {
  if (dayWords(at, now, locale) === 'Today') return `Taken back at ${clockWords(at, locale)}`
  return `Taken back on ${dateWords(at, locale)}`
}

/** What is read out when the undoing of a send came to something; null while it has not. */
export function outcomeWords(undoing: Undoing): string | null {
  switch (undoing.kind) {
    case 'undone':
      return undoing.removed === 0
        ? 'It was taken back before.'
        : `Taken back: ${countRows(undoing.removed)} removed from the sheet.`
    case 'gone':
      return GONE
    case 'under_way':
    // These are told by what they show.
    case 'asking':
    case 'failed':
      return null
  }
}

export const GONE = 'It is not in the sheet any more. Nothing was removed.'

/** The question's own words: what is asked, why, and what goes in any case. */
export function questionWords({ why, certain, missing, suspects, more }: Question): {
  title: string
  why: string
  certain: string | null
  more: string | null
} {
  const count = suspects.length + more
  return {
    title: titleOf(why, count, missing),
    why: whyWords(why, count, missing),
    certain:
      certain === 0
        ? null
        : `${certain === 1 ? 'Another row stands' : `${countRows(certain)} stand`} just as sent, and ${certain === 1 ? 'goes' : 'go'} too.`,
    more:
      more === 0
        ? null
        : `${countRows(more)} more ${more === 1 ? 'is' : 'are'} not listed and ${more === 1 ? 'stays' : 'stay'}. Look for ${more === 1 ? 'it' : 'them'} in Google Sheets.`,
  }
}

function titleOf(why: Question['why'], count: number, missing: number): string {
  if (why === 'several' && count <= missing)
    return count === 1 ? 'Is it this row?' : 'Is it these rows?'
  if (why === 'several') return missing === 1 ? 'Which row should go?' : 'Which rows should go?'
  return count === 1 ? 'Remove it although it was changed?' : 'Remove them although they changed?'
}

function whyWords(why: Question['why'], count: number, missing: number): string {
  if (why === 'edited') {
    return count === 1
      ? 'The row was changed after it was sent.'
      : `${countRows(count)} were changed after they were sent.`
  }
  if (count <= missing) {
    return count === 1
      ? 'It looks like what was sent, but may be another that looks the same.'
      : 'They look like what was sent, but may be others that look the same.'
  }
  return missing === 1
    ? `${countRows(count)} may be the one that was sent, and nothing tells which.`
    : `${countRows(count)} may be the ${missing} that were sent, and nothing tells which.`
}

type Words = Partial<Record<Explanation['code'], Partial<Explanation>>>

const NOT_UNDONE: Words = {
  not_found: {
    why: 'The spreadsheet or its tab was deleted, or this was sent too long ago to be remembered.',
    fix: 'Nothing was removed. Look for it in Google Sheets.',
    remedy: 'none',
  },
  destination_changed: {
    why: 'The table’s header, or a column that was filled, was deleted, so its rows cannot be told apart.',
    fix: 'Nothing was removed. Bring the column back, or remove the row in Google Sheets.',
    remedy: 'retry',
  },
  sheet_forbidden: {
    fix: 'Nothing was removed. Ask the owner for access, then try again.',
    remedy: 'retry',
  },
  range_protected: {
    fix: 'Nothing was removed. Ask the owner, then try again.',
    remedy: 'retry',
  },
  conflict: {
    why: 'The sheet is being changed at this moment.',
    fix: 'Nothing was removed. Try again.',
    remedy: 'retry',
  },
  google_unavailable: maybe('Try again: it goes on where it stopped.'),
  google_timeout: maybe('Try again: it goes on where it stopped.'),
  google_quota: maybe('Try again in a minute: it goes on where it stopped.'),
  internal: maybe('Try again: it goes on where it stopped.'),
  server_unreachable: maybe('Try again when it answers: it goes on where it stopped.'),
}

/** It may be half done. To ask again is safe: what is done already is not done twice. */
function maybe(fix: string): Partial<Explanation> {
  return { title: 'Perhaps not taken back', fix }
}

/** Why a send was not taken back, or why that is not known. */
export function undoFailure(error: unknown): Explanation {
  const base = explain(error)
  const why = `${base.title}. ${base.why}`
  return { ...base, title: 'Not taken back', why, ...NOT_UNDONE[base.code] }
}

const NOT_SHOWN: Words = {
  not_found: {
    tone: 'info',
    title: 'The row is not there any more',
    why: 'It was deleted or changed, or its tab or spreadsheet was deleted.',
    fix: '',
    remedy: 'none',
  },
  destination_changed: {
    title: 'The row cannot be found',
    why: 'The table’s header, or a column that was filled, was deleted.',
    fix: 'Look for it in Google Sheets.',
    remedy: 'none',
  },
}

/** Why a row cannot be shown. */
export function showFailure(error: unknown): Explanation {
  const base = explain(error)
  return { ...base, ...NOT_SHOWN[base.code] }
}
