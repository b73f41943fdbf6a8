import { Notice } from '#extension/ui/notice.tsx'
import styles from './sign-in-form.module.css'

/** What somebody who is not signed in came for. */
export type Way = 'log_in' | 'create' | 'forgot'

const others: Record<Way, { asks?: string; says: string; leadsTo: Way }[]> = {
  log_in: [
    { says: 'Forgot password?', leadsTo: 'forgot' },
    { asks: 'New to Sheetside?', says: 'Create an account', leadsTo: 'create' },
  ],
  create: [{ asks: 'Have an account?', says: 'Log in', leadsTo: 'log_in' }],
  forgot: [{ asks: 'Remembered it?', says: 'Log in', leadsTo: 'log_in' }],
}

/** The other ways from here. */
export function Footer({ way, onSwitch }: { way: Way; onSwitch: (way: Way) => void }) {
  return (
    <div className={styles.others}>
      {others[way].map(({ asks, says, leadsTo }) => (
        <p key={says}>
          {asks}{' '}
          <button type="button" className={styles.link} onClick={() => onSwitch(leadsTo)}>
            {says}
          </button>
        </p>
      ))}
    </div>
  )
}

/** A forgotten password, on a server that can't mail a link. */
export function NoMail({ email }: { email: string }) {
  return (
    <Notice tone="info" title="Ask whoever runs the server">
      It sends no mail. They can print a link with which you choose a new password:
      <code className={styles.command}>npm run admin -- reset-link {email || 'EMAIL'}</code>
    </Notice>
  )
}

/** For a server that takes the people of a domain and sends no mail. */
export function GoogleOnly() {
  return (
    <Notice tone="info" title="Use the Google account of that email">
      This server sends no mail, so only Google can say that the email is yours.
    </Notice>
  )
}
