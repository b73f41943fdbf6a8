import { Avatar as Base } from '@base-ui/react/avatar'
import styles from './avatar.module.css'

/** A person's picture, or their initial on a colour that is always the same for the same name. */
export function Avatar({
  name,
  picture,
  size = 32,
}: {
  /** A name or an email address. */
  name: string
  picture: string | null
  /** Pixels. */
  size?: number
}) {
  return (
    <Base.Root
      className={styles.avatar}
      style={{ width: size, height: size, fontSize: size * 0.44, background: colourOf(name) }}
      aria-hidden="true"
    >
      {picture !== null && (
        <Base.Image className={styles.picture} src={picture} alt="" referrerPolicy="no-referrer" />
      )}
      <Base.Fallback className={styles.initial}>{initialOf(name)}</Base.Fallback>
    </Base.Root>
  )
}

/** Each has at least 4.5:1 under white. */
const colours = ['#0d7142', '#1a5fb4', '#7a3ea8', '#a8325e', '#9a4a00', '#00707a', '#5c6300']

function colourOf(name: string): string {
  let sum = 0
  for (let index = 0; index < name.length; index += 1) sum += name.charCodeAt(index)
  return colours[sum % colours.length] ?? '#0d7142'
}

function initialOf(name: string): string {
  const [first = '?'] = name.trim()
  return first.toUpperCase()
}
