import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { FileSpreadsheet, Search, X } from 'lucide-react'
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { SpreadsheetFile } from '#shared/contract/file.ts'
import type { GoogleAccount } from '#shared/contract/google.ts'
import { PickFiles } from '#extension/google/pick-files.tsx'
import type { Api } from '#extension/lib/api.ts'
import { filesOptions } from '#extension/sheet/queries.ts'
import { BlankState } from '#extension/ui/blank-state.tsx'
import { Button } from '#extension/ui/button.tsx'
import { FailureState } from '#extension/ui/failure-state.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { ProgressBar } from '#extension/ui/progress-bar.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import { useSettled } from '#extension/ui/use-settled.ts'
import styles from './chooser.module.css'
import { FileList, FileListSkeleton, optionId } from './file-list.tsx'
import { NoFiles } from './no-files.tsx'
import { readSearchInput } from './search-input.ts'

const TYPING_MS = 200

/** What was chosen: a spreadsheet, and the tab where a link names one. */
export type Choice = { spreadsheetId: string; sheetId: number | null }

/** A person's own spreadsheets, searchable, and a field that takes a pasted link too. */
export function Chooser({
  api,
  account,
  instead,
  onChoose,
}: {
  api: Api
  account: GoogleAccount
  /** What stands in the place of the list, where it cannot be had; a link opens all the same. */
  instead: ReactNode
  onChoose: (choice: Choice) => void
}) {
  const [input, setInput] = useState('')
  const [point, setPoint] = useState({ words: '', index: 0 })
  const listId = useId()
  const read = readSearchInput(input)
  const words = useSettled(read.kind === 'words' ? read.words : '', TYPING_MS)
  const files = useInfiniteQuery({
    ...filesOptions(api, account.id, words),
    placeholderData: keepPreviousData,
    enabled: instead === null,
  })
  const listed = files.data?.pages.flatMap((page) => page.files) ?? []
  // A new search points at its first file again.
  const activeIndex = point.words === words ? Math.min(point.index, listed.length - 1) : 0
  const loadMore =
    files.hasNextPage && !files.isFetchNextPageError
      ? () => {
          if (!files.isFetching) void files.fetchNextPage()
        }
      : null

  const pick = (file: SpreadsheetFile) => onChoose({ spreadsheetId: file.id, sheetId: null })
  const openLink = () => {
    if (read.kind === 'link') onChoose(read)
  }
  const moveTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), listed.length - 1)
    setPoint({ words, index: next })
    document.getElementById(optionId(listId, next))?.scrollIntoView({ block: 'nearest' })
    if (next >= listed.length - 3) loadMore?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    switch (event.key) {
      case 'ArrowDown':
        moveTo(activeIndex + 1)
        break
      case 'ArrowUp':
        moveTo(activeIndex - 1)
        break
      case 'PageDown':
        moveTo(activeIndex + 8)
        break
      case 'PageUp':
        moveTo(activeIndex - 8)
        break
      case 'Enter': {
        if (read.kind === 'link') {
          openLink()
          break
        }
        const file = listed[activeIndex]
        // While older results still stand there, Enter would open what was not searched for.
        if (file && read.kind === 'words' && !files.isPlaceholderData && read.words === words) {
          pick(file)
        }
        break
      }
      case 'Escape':
        if (input === '') return
        setInput('')
        break
      default:
        return
    }
    event.preventDefault()
  }

  const showsFiles = read.kind === 'words' && instead === null && listed.length > 0

  return (
    <div className={styles.chooser}>
      <div className={styles.search}>
        <TextField
          label={
            instead === null ? 'Search your spreadsheets, or paste a link' : 'Link to a spreadsheet'
          }
          labelHidden
          placeholder={instead === null ? 'Search, or paste a link' : 'Paste a link'}
          type="search"
          role="combobox"
          aria-expanded={showsFiles}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={
            showsFiles && activeIndex >= 0 ? optionId(listId, activeIndex) : undefined
          }
          autoComplete="off"
          spellCheck={false}
          // The field is what this screen is for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          icon={<Search aria-hidden="true" />}
          end={
            input !== '' && (
              <IconButton
                size="small"
                label="Clear search"
                icon={<X />}
                onClick={() => setInput('')}
              />
            )
          }
          value={input}
          onChange={(event) => setInput(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={styles.results}>
        <ProgressBar active={files.isFetching && !files.isPending} />
        {read.kind === 'link' && (
          <div className={styles.link}>
            <Button variant="tonal" icon={<FileSpreadsheet />} onClick={openLink} wide>
              Open this spreadsheet
            </Button>
            <p className={styles.hint}>Or press Enter.</p>
          </div>
        )}
        {read.kind === 'wrong_link' && (
          <div role="alert">
            <BlankState icon={<FileSpreadsheet />} title="Not a link to a spreadsheet">
              {read.advice}
            </BlankState>
          </div>
        )}
        {read.kind === 'words' && (instead ?? results())}
      </div>
    </div>
  )

  function results(): ReactNode {
    if (listed.length > 0) {
      return (
        <>
          <FileList
            id={listId}
            files={listed}
            activeIndex={activeIndex}
            more={loadMore}
            onPick={pick}
            onPoint={(index) => setPoint({ words, index })}
          />
          {account.access === 'file' && !files.hasNextPage && (
            <div className={styles.picking}>
              <p>Sheetside sees only the files you pick.</p>
              <PickFiles account={account} variant="text">
                Pick more files
              </PickFiles>
            </div>
          )}
          {files.isFetchNextPageError && (
            <div className={styles.moreFailed} role="alert">
              <span>The rest did not load.</span>
              <Button size="small" variant="text" onClick={() => void files.fetchNextPage()}>
                Try again
              </Button>
            </div>
          )}
        </>
      )
    }
    if (files.isPending) return <FileListSkeleton />
    if (files.isError) {
      return (
        <FailureState
          error={files.error}
          account={account.id}
          onRetry={() => void files.refetch()}
        />
      )
    }
    return <NoFiles account={account} words={words} onShowAll={() => setInput('')} />
  }
}
