import { z } from 'zod'

/** The address of a picture as Google tells it; null for one that no page should load. */
export const picture = z
  .url({ protocol: /^https?$/ })
  .nullable()
  .default(null)
  .catch(null)

/** Who a Google account is. Only `sub` identifies it. */
export const identity = z.object({
  /** Google's own; where Drive alone could be asked, the name that Drive has for the person. */
  sub: z.string().min(1),
  email: z.string().min(3),
  emailVerified: z.boolean(),
  /**
   * Whether Google itself runs the mailbox: Gmail, or a Workspace (`hd`). Any other address was theirs
   * once, when Google verified it.
   * https://developers.google.com/identity/sign-in/web/backend-auth#create-an-account-or-session
   */
  emailHosted: z.boolean(),
  name: z.string().nullable(),
  picture: z.url().nullable(),
})
export type Identity = z.infer<typeof identity>

const DRIVE = 'drive:'

/** The `sub` of an account that only Drive told of: there is no other one without an id_token. */
export function subOfDrive(permissionId: string): string {
  return DRIVE + permissionId
}

function isSubOfDrive(sub: string): boolean {
  return sub.startsWith(DRIVE)
}

/**
 * Whether two connections are of one Google account. Where one was told of by Drive and the other by an
 * id_token, they have no name in common but the email.
 */
export function sameAccount(
  one: Pick<Identity, 'sub' | 'email'>,
  other: Pick<Identity, 'sub' | 'email'>,
): boolean {
  if (isSubOfDrive(one.sub) === isSubOfDrive(other.sub)) return one.sub === other.sub
  return one.email === other.email
}
