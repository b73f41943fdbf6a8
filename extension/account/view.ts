import * as z from 'zod/mini'

/** The screens of an account; `overview` leads to the others. */
export const accountView = z.enum([
  'overview',
  'password',
  'email',
  'google',
  'devices',
  'activity',
  'data',
])
export type AccountView = z.infer<typeof accountView>

export const viewTitles: Record<AccountView, string> = {
  overview: 'Account',
  password: 'Password',
  email: 'Email',
  google: 'Google accounts',
  devices: 'Signed-in devices',
  activity: 'Activity',
  data: 'Your data',
}
