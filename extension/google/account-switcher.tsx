import { Plus } from 'lucide-react'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { Avatar } from '#extension/ui/avatar.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#extension/ui/menu.tsx'
import type { GoogleAccount } from '#shared/contract/google.ts'

/** Which of the person's Google accounts is looked at, and the way to a further one. */
export function AccountSwitcher({
  accounts,
  current,
  onChange,
}: {
  accounts: readonly GoogleAccount[]
  current: GoogleAccount
  /** `GoogleAccount.id` */
  onChange: (account: string) => void
}) {
  const flow = useGoogleFlow()
  return (
    <Menu
      align="start"
      trigger={
        <IconButton
          label={`Google account: ${current.email}`}
          icon={<Avatar name={current.email} picture={current.picture} size={28} />}
        />
      }
    >
      <MenuChoice
        label="Google account"
        value={current.id}
        onChange={onChange}
        options={accounts.map(({ id, email, picture }) => ({
          value: id,
          label: email,
          icon: <Avatar name={email} picture={picture} size={20} />,
        }))}
      />
      <MenuSeparator />
      <MenuItem icon={<Plus />} onSelect={() => flow.mutate({ purpose: 'connect' })}>
        Add another account
      </MenuItem>
    </Menu>
  )
}
