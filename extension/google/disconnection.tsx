import { Notice } from '#extension/ui/notice.tsx'
import { GOOGLE_CONNECTIONS, type Disconnected } from '#shared/contract/google.ts'

/** After an account was disconnected: how that stands at Google. */
export function Disconnection({
  email,
  outcome: { atGoogle },
  onDismiss,
}: {
  email: string
  outcome: Disconnected
  onDismiss: () => void
}) {
  switch (atGoogle) {
    case 'ended':
      return (
        <Notice tone="success" title={`${email} is disconnected`} onDismiss={onDismiss}>
          Google has ended the access, too.
        </Notice>
      )
    case 'kept_for_others':
      return (
        <Notice
          tone="info"
          title={`${email} is disconnected from your account`}
          onDismiss={onDismiss}
        >
          Somebody else on this server uses the same Google account, so Google was not told to end
          the access.
        </Notice>
      )
    case 'not_told':
      return (
        <Notice tone="warning" title={`${email} is disconnected here`} onDismiss={onDismiss}>
          Google could not be told, and still lists Sheetside among the apps with access. Remove it
          at{' '}
          <a href={GOOGLE_CONNECTIONS} target="_blank" rel="noreferrer">
            myaccount.google.com/connections
          </a>
          .
        </Notice>
      )
  }
}
