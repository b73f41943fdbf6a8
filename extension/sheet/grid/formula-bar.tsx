import { ChevronDown, ChevronUp, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '#extension/ui/icon-button.tsx'
import styles from './formula-bar.module.css'
import { linkIn } from './look.ts'
import type { CellValue } from './use-windows.ts'

/** The active cell's name and the whole of its text, of which its column may show only the start. */
export function FormulaBar({ address, value }: { address: string; value: CellValue }) {
  const [open, setOpen] = useState(false)
  const text = value.kind === 'loaded' ? value.text : ''
  const link = linkIn(text)
  return (
    <section className={styles.bar} aria-label="Active cell" data-open={open || undefined}>
      <span className={styles.address}>{address}</span>
      {/* Scrolls when open, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.text} tabIndex={open ? 0 : -1} role="group" aria-label="Cell text">
        {text}
      </div>
      {link !== null && (
        <IconButton
          size="small"
          label="Open this link"
          icon={<ExternalLink />}
          onClick={() => window.open(link, '_blank', 'noopener,noreferrer')}
        />
      )}
      <IconButton
        size="small"
        label={open ? 'Show less' : 'Show all of the cell'}
        aria-expanded={open}
        icon={open ? <ChevronUp /> : <ChevronDown />}
        onClick={() => setOpen(!open)}
      />
    </section>
  )
}
