import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import type { FormEvent, ReactNode, RefObject } from 'react'
import { Button } from './button.tsx'
import styles from './dialog.module.css'
import { useMain } from './use-main.ts'

export type ConfirmDialogProps = {
  open: boolean
  /** The question: `Sign out Firefox on Linux?` */
  title: ReactNode
  /** What exactly will happen. */
  about: ReactNode
  /** The verb on the button that does it. */
  confirm: string
  /** The way out of it. */
  cancel?: string
  tone?: 'primary' | 'danger'
  busy?: boolean
  /** Has the focus afterwards, where what had it before is gone by what was done. */
  returnTo?: RefObject<HTMLElement | null> | undefined
  onConfirm: () => void
  onClose: () => void
  children?: ReactNode
}

/**
 * Asks before something is done that cannot simply be taken back. What it says in `about` is read out as
 * it opens; below it there is room for a field, or for how the attempt failed. The focus starts at the
 * first field, else at the way out, and goes back to where it came from. While it is `busy` it stays open.
 * https://www.w3.org/WAI/ARIA/apg/patterns/alertdialog/
 */
export function ConfirmDialog({
  open,
  title,
  about,
  confirm,
  cancel = 'Cancel',
  tone = 'danger',
  busy = false,
  returnTo,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onConfirm()
  }
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next && !busy) onClose()
      }}
    >
      <Base.Portal className={styles.layer} container={useMain()}>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup className={styles.dialog} {...(returnTo && { finalFocus: returnTo })}>
            <form className={styles.form} noValidate onSubmit={submit}>
              <div className={styles.content}>
                <Base.Title className={styles.title}>{title}</Base.Title>
                <Base.Description className={styles.about} render={<div />}>
                  {about}
                </Base.Description>
                {children}
              </div>
              <div className={styles.buttons}>
                <Button variant="text" disabled={busy} onClick={onClose}>
                  {cancel}
                </Button>
                <Button type="submit" tone={tone} busy={busy}>
                  {confirm}
                </Button>
              </div>
            </form>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
