import { ArrowLeft, EllipsisVertical, ExternalLink, RefreshCw, Table2 } from 'lucide-react'
import { useRef, useState, type FormEvent } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import { placeName } from '#extension/send/destinations.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { PanelHeader } from '#extension/sheet/panel-header.tsx'
import { Button } from '#extension/ui/button.tsx'
import { Checkbox } from '#extension/ui/checkbox.tsx'
import { ConfirmDialog } from '#extension/ui/dialog.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuItem } from '#extension/ui/menu.tsx'
import type { Destination } from '#shared/contract/destination.ts'
import { ColumnFields } from './column-fields.tsx'
import { isTouched, patchOf, patternIn, UNTOUCHED, type Draft } from './draft.ts'
import styles from './editor.module.css'
import { exampleOf } from './example.ts'
import { PatternField } from './pattern-field.tsx'
import { TemplateHelp } from './template-help.tsx'
import { useChangeDestination, useReadAgain } from './verbs.ts'

/** One destination: what fills each of its columns, and when selections go there. */
export function Editor({
  session,
  outbox,
  destination,
  draft,
  onDraft,
  onShow,
  onBack,
}: {
  session: SignedIn
  outbox: Entry[]
  destination: Destination
  draft: Draft
  onDraft: (to: (before: Draft) => Draft) => void
  /** Shows its tab in the panel. */
  onShow: () => void
  onBack: () => void
}) {
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const [asks, setAsks] = useState(false)
  const [openedAt] = useState(() => new Date())
  const form = useRef<HTMLFormElement>(null)
  const change = useChangeDestination(session)
  const readAgain = useReadAgain(session)
  const { spreadsheetUrl, sheetId, account } = destination
  const touched = isTouched(draft, destination)
  const example = exampleOf(outbox, openedAt)
  const email = session.me.googleAccounts.find(({ id }) => id === account)?.email
  const hasSeveralAccounts = session.me.googleAccounts.length > 1

  const edit = (changed: Partial<Draft>) => {
    change.reset()
    onDraft((before) => ({ ...before, ...changed }))
  }
  const save = () => {
    const mistaken = form.current?.querySelector<HTMLElement>(
      '[data-mistaken] textarea, [aria-invalid=true]',
    )
    if (mistaken) return mistaken.focus()
    const patch = patchOf(draft, destination)
    if (!patch) return
    change.mutate(
      { id: destination.id, patch },
      // What was typed while it was under way stays.
      { onSuccess: () => onDraft((now) => (now === draft ? UNTOUCHED : now)) },
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const drop = () => onDraft(() => UNTOUCHED)
  const leave = (go: () => void) => {
    const goWithout = () => {
      drop()
      go()
    }
    if (!touched) return goWithout()
    setLeaving(() => goWithout)
    setAsks(true)
  }

  return (
    <>
      <PanelHeader
        start={
          <IconButton
            size="small"
            label="Back"
            icon={<ArrowLeft />}
            onClick={() => leave(onBack)}
          />
        }
        title={placeName(destination)}
        {...(hasSeveralAccounts && email !== undefined && { detail: email })}
        end={
          <Menu trigger={<IconButton size="small" label="More" icon={<EllipsisVertical />} />}>
            <MenuItem icon={<Table2 />} onSelect={() => leave(onShow)}>
              Show the sheet
            </MenuItem>
            <MenuItem icon={<ExternalLink />} href={`${spreadsheetUrl}#gid=${sheetId}`}>
              Open in Google Sheets
            </MenuItem>
            <MenuItem icon={<RefreshCw />} onSelect={() => readAgain.mutate(destination)}>
              Read the header again
            </MenuItem>
          </Menu>
        }
      />
      <form ref={form} className={styles.form} noValidate onSubmit={submit}>
        <div className={styles.scroll}>
          {readAgain.isError && (
            <FailureNotice
              error={readAgain.error}
              account={account}
              onRetry={() => readAgain.mutate(destination)}
            />
          )}
          <ColumnFields
            destination={destination}
            draft={draft}
            example={example}
            onTemplate={(key, template) =>
              edit({ templates: { ...draft.templates, [key]: template } })
            }
          />
          <div className={styles.header}>
            <Button
              size="small"
              variant="text"
              icon={<RefreshCw />}
              busy={readAgain.isPending}
              onClick={() => readAgain.mutate(destination)}
            >
              Read the header again
            </Button>
            <p className={styles.note} role="status">
              {readAgain.isPending && 'Reading…'}
              {readAgain.isSuccess && 'These are the columns as they are now.'}
            </p>
          </div>
          <TemplateHelp />
          <section className={styles.section} aria-labelledby="when-used">
            <h3 className={styles.heading} id="when-used">
              When it is used
            </h3>
            {destination.isDefault ? (
              <p className={styles.note}>
                All selections go here that no other sheet is named for.
                {session.me.destinations.length > 1 && ' To change it, mark another in the list.'}
              </p>
            ) : (
              <Checkbox
                checked={draft.isDefault ?? false}
                onChange={(checked) => edit({ isDefault: checked ? true : null })}
              >
                Use for all selections
              </Checkbox>
            )}
            <PatternField
              value={patternIn(draft, destination)}
              isDefault={draft.isDefault ?? destination.isDefault}
              onChange={(urlPattern) => edit({ urlPattern })}
            />
            <Checkbox
              checked={draft.review ?? destination.review}
              onChange={(review) => edit({ review })}
            >
              Look at rows before they are sent
            </Checkbox>
          </section>
        </div>
        <div className={styles.foot}>
          {change.isError && (
            <FailureNotice error={change.error} account={account} onRetry={save} />
          )}
          <div className={styles.line}>
            <p className={styles.state} role="status">
              {touched ? 'Not saved yet' : change.isSuccess ? 'Saved' : ''}
            </p>
            {touched && (
              <Button
                size="small"
                variant="text"
                disabled={change.isPending}
                onClick={() => {
                  change.reset()
                  drop()
                }}
              >
                Discard
              </Button>
            )}
            <Button size="small" type="submit" busy={change.isPending} disabled={!touched}>
              Save
            </Button>
          </div>
        </div>
      </form>
      <ConfirmDialog
        open={asks}
        title="Leave without saving?"
        about="What you changed here is lost then."
        confirm="Leave"
        onConfirm={() => {
          setAsks(false)
          leaving?.()
        }}
        onClose={() => setAsks(false)}
      />
    </>
  )
}
