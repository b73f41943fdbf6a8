import { drive } from 'googleapis/build/src/apis/drive/index.js'
import { z } from 'zod'
import type { FilesPage, FilesQuery, SpreadsheetFile } from '#shared/contract/file.ts'
import type { Deps } from '#server/deps.ts'
import { withAccess } from './access.ts'
import { bearer } from './client.ts'
import { endpointsOf } from './endpoints.ts'
import { googleFailure } from './errors.ts'
import { grantOf } from './grants.ts'

const PAGE = 50
const TIMEOUT_MS = 20_000

const file = z.object({
  id: z.string(),
  name: z.string(),
  modifiedTime: z.iso.datetime().nullable().default(null),
  viewedByMeTime: z.iso.datetime().nullable().default(null),
  owners: z.array(z.object({ displayName: z.string().optional() })).default([]),
  ownedByMe: z.boolean().default(false),
  starred: z.boolean().default(false),
  webViewLink: z.url().optional(),
})
const page = z.object({ files: z.array(file).default([]), nextPageToken: z.string().optional() })

/**
 * The spreadsheets of a Google account of the person's, the last opened first, shared drives included.
 * @throws the codes of google/access.ts and of Google's refusals
 */
export async function listSpreadsheets(
  deps: Deps,
  { personId }: { personId: string },
  { account, query, pageToken }: FilesQuery,
): Promise<FilesPage> {
  const { id } = await grantOf(deps, personId, account)
  const data = await withAccess(deps, personId, id, 'drive', async (token) => {
    const answer = await drive({
      version: 'v3',
      auth: bearer(token),
      rootUrl: endpointsOf(deps.config).drive,
    }).files.list(
      {
        q: spreadsheetsNamed(query),
        orderBy: 'viewedByMeTime desc,modifiedTime desc',
        pageSize: PAGE,
        ...(pageToken !== undefined && { pageToken }),
        fields:
          'nextPageToken,files(id,name,modifiedTime,viewedByMeTime,owners(displayName),ownedByMe,starred,webViewLink)',
        // Without these three, what lies in shared drives is left out.
        corpora: 'allDrives',
        includeItemsFromAllDrives: true,
        supportsAllDrives: true,
      },
      { retry: false, timeout: TIMEOUT_MS, ...(deps.signal && { signal: deps.signal }) },
    )
    return answer.data
  })
  const read = page.safeParse(data)
  if (!read.success) throw googleFailure('google_unavailable', 'files.list answered something else')
  return {
    account: id,
    files: read.data.files.map(spreadsheetFileOf),
    nextPageToken: read.data.nextPageToken ?? null,
  }
}

/** https://developers.google.com/workspace/drive/api/guides/search-files */
function spreadsheetsNamed(words: string): string {
  const all = "mimeType='application/vnd.google-apps.spreadsheet' and trashed=false"
  return words === '' ? all : `${all} and name contains '${escaped(words)}'`
}

/** Inside quotes Drive's query language takes `\'` and `\\`. */
function escaped(words: string): string {
  return words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
}

function spreadsheetFileOf(found: z.infer<typeof file>): SpreadsheetFile {
  const { owners, webViewLink, ...rest } = found
  return {
    ...rest,
    ownerName: owners[0]?.displayName ?? null,
    url: webViewLink ?? `https://docs.google.com/spreadsheets/d/${rest.id}/edit`,
  }
}
