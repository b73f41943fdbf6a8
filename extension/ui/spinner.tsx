import styles from './spinner.module.css'

/**
 * Work of unknown length. Its meaning is told by what surrounds it (a busy button, a status line);
 * give it a `label` where nothing else does.
 */
export function Spinner({ size = 24, label }: { size?: number; label?: string }) {
  return (
    <span className={styles.place} {...(label !== undefined && { role: 'status' })}>
      <svg
        className={styles.spinner}
        viewBox="0 0 24 24"
        width={size}
        height={size}
        aria-hidden="true"
      >
        <circle className={styles.track} cx="12" cy="12" r="9.5" />
        <path className={styles.arc} d="M12 2.5a9.5 9.5 0 0 1 9.5 9.5" />
      </svg>
      {label !== undefined && <span className="visually-hidden">{label}</span>}
    </span>
  )
}
