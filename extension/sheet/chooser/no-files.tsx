import { FileCheck, FileSpreadsheet, FolderSearch } from 'lucide-react'
import { PickFiles } from '#extension/google/pick-files.tsx'
import { BlankState } from '#extension/ui/blank-state.tsx'
import { Button } from '#extension/ui/button.tsx'
import type { GoogleAccount } from '#shared/contract/google.ts'

/** In place of the list: there is no spreadsheet, or none with these words in its name. */
export function NoFiles({
  account,
  words,
  onShowAll,
}: {
  account: GoogleAccount
  /** What was searched for; empty for all. */
  words: string
  onShowAll: () => void
}) {
  const isPicked = account.access === 'file'
  if (words !== '') {
    return (
      <BlankState
        icon={<FolderSearch />}
        title={`Nothing named “${words}”`}
        action={
          <>
            {isPicked && <PickFiles account={account}>Pick more files</PickFiles>}
            <Button variant="text" onClick={onShowAll}>
              Show all spreadsheets
            </Button>
          </>
        }
      >
        {isPicked
          ? 'Only the names of the files you picked are searched. Pick the spreadsheet first, or paste its link.'
          : 'Only names are searched. Check the spelling, try one word of it, or paste the spreadsheet’s link.'}
      </BlankState>
    )
  }
  if (isPicked) {
    return (
      <BlankState
        icon={<FileCheck />}
        title="No spreadsheet is picked yet"
        action={<PickFiles account={account}>Pick files</PickFiles>}
      >
        On this server Sheetside sees only the files that you pick at Google, and nothing else of
        your Drive.
      </BlankState>
    )
  }
  return (
    <BlankState
      icon={<FileSpreadsheet />}
      title="No spreadsheets yet"
      action={
        <Button
          variant="tonal"
          onClick={() => window.open('https://sheets.new', '_blank', 'noopener')}
        >
          Create one in Google Sheets
        </Button>
      }
    >
      What you create or open in Google Sheets appears here. You can also paste a link above.
    </BlankState>
  )
}
