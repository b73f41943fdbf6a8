import { useMutation } from '@tanstack/react-query'
import { createApi, type Connection } from '#extension/lib/api.ts'
import { ask, type FlowWanted } from '#extension/lib/messages.ts'
import { flow, lastTheme, mailedLink, server, type MailedLink } from '#extension/lib/storage.ts'
import type { Theme } from '#shared/contract/account.ts'
import { thisDevice } from './device-name.ts'
import { connectionOf, dropSession, keepSession, readStanding, rememberChange } from './stored.ts'

export type Credentials = { email: string; password: string }
/** `invitation`: where the server takes only who was invited. */
export type NewAccount = Credentials & { invitation?: string }
export type WantedLink = Pick<MailedLink, 'email' | 'invitation' | 'purpose'>

export async function logIn(credentials: Credentials): Promise<void> {
  const address = await server.read()
  const api = createApi({ server: address, token: null })
  await keepSession(await api.logIn({ ...credentials, device: thisDevice() }), address)
}

export async function register(account: NewAccount): Promise<void> {
  const address = await server.read()
  const api = createApi({ server: address, token: null })
  await keepSession(await api.register({ ...account, device: thisDevice() }), address)
}

/**
 * Has a link mailed that creates an account, or opens it again. The server does not tell whether it
 * does; the screens then say to look into the mail.
 */
export async function askForLink({ email, invitation, purpose }: WantedLink): Promise<void> {
  const address = await server.read()
  const wanted = { email, ...(invitation !== undefined && { invitation }) }
  await createApi({ server: address, token: null }).askForLink(wanted)
  await mailedLink.write({ ...wanted, purpose, server: address, at: Date.now() })
}

/** The mail is not waited for any more. */
export async function forgetLink(): Promise<void> {
  await mailedLink.clear()
}

/**
 * Signs out here in any case, and on the server where it can be told. `here_only`: it could not, and
 * will forget the session when it runs out.
 */
export async function logOut(): Promise<'everywhere' | 'here_only'> {
  const connection = connectionOf(await readStanding())
  const told = createApi(connection)
    .logOut()
    .then(() => 'everywhere' as const)
    .catch(() => 'here_only' as const)
  await dropSession()
  return told
}

/** Shows the theme at once and keeps it with the person, if anybody is signed in. */
export async function changeTheme(theme: Theme): Promise<void> {
  const before = await lastTheme.read()
  const connection = connectionOf(await readStanding())
  await showTheme(connection, theme)
  if (connection.token === null) return
  try {
    const preferences = await createApi(connection).changePreferences({ theme })
    await rememberChange(connection.token, () => ({ preferences }))
  } catch (error) {
    await showTheme(connection, before)
    throw error
  }
}

async function showTheme({ token }: Connection, theme: Theme): Promise<void> {
  await lastTheme.write(theme)
  await rememberChange(token, ({ preferences }) => ({ preferences: { ...preferences, theme } }))
}

export const useLogIn = () => useMutation({ mutationFn: logIn })
export const useRegister = () => useMutation({ mutationFn: register })
export const useAskForLink = () => useMutation({ mutationFn: askForLink })
export const useLogOut = () => useMutation({ mutationFn: logOut })
export const useChangeTheme = () => useMutation({ mutationFn: changeTheme })

/**
 * Opens Google in a window of its own. How it ends is read from `useFlow`: the window takes the focus,
 * which closes a popup.
 */
export function useGoogleFlow() {
  return useMutation({
    mutationFn: (wanted: FlowWanted) => ask({ type: 'google', ...wanted }),
  })
}

/** The outcome was read. */
export async function dismissFlow(): Promise<void> {
  await flow.clear()
}
