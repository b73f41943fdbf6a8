import { email as emailSchema } from '#shared/contract/account.ts'
import type { Registration } from '#shared/contract/server.ts'
import { explain } from '#extension/ui/explain.ts'
import styles from './sign-in-form.module.css'

/** A field of the ways in. */
export type Field = 'email' | 'password'

/** What is wrong with a field, and the other way in where that is what helps. */
export type Unfit = { field: Field; text: string; instead?: string | undefined }

/** What is wrong with a field, in the place of its hint. */
export function Complaint({ unfit, onInstead }: { unfit: Unfit; onInstead: () => void }) {
  if (unfit.instead === undefined) return unfit.text
  return (
    <>
      {unfit.text}{' '}
      <button type="button" className={styles.link} onClick={onInstead}>
        {unfit.instead}
      </button>
    </>
  )
}

/** What can be seen to be wrong with an email without asking the server. */
export function unfitEmail(email: string, registration?: Registration): Unfit | null {
  const read = emailSchema.safeParse(email)
  if (!read.success) {
    return { field: 'email', text: 'Type an email address, such as you@example.com.' }
  }
  if (registration?.kind !== 'domains') return null
  const domain = read.data.slice(read.data.lastIndexOf('@') + 1)
  if (registration.domains.includes(domain)) return null
  return { field: 'email', text: `Use your email ${ofDomains(registration.domains)}.` }
}

/** `at example.org or example.com` */
export function ofDomains(domains: readonly string[]): string {
  return `at ${new Intl.ListFormat('en', { type: 'disjunction' }).format(domains)}`
}

/** Where the server's refusal belongs: under a field, or null where it is about none. */
export function placed(error: unknown): Unfit | null {
  const { code, title, why } = explain(error)
  if (code === 'email_taken') {
    return { field: 'email', text: `${title} already.`, instead: 'Log in instead' }
  }
  if (code === 'wrong_credentials') {
    return { field: 'password', text: `${title}. Check both.` }
  }
  if (code === 'weak_password') return { field: 'password', text: why }
  return null
}
