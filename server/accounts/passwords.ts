import { hash, verify } from '@node-rs/argon2'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'
import { SheetsideError } from '#shared/errors.ts'

/**
 * Argon2id, m = 19 MiB, t = 2, p = 1: the library's own choice of variant, OWASP's figures.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** zxcvbn's scale ends at 4; below 3 an attacker with the hash needs under 10^8 guesses. */
const STRONG_ENOUGH = 3

const judge = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
})

/**
 * Lets a password pass that is hard enough to guess, also for who knows whose it is.
 * @throws weak_password that says why and how to make it better
 */
export function requireStrength(password: string, email: string, name: string | null = null): void {
  const triedFirst = [email, ...email.split(/[@.]/), ...(name?.split(/\s+/) ?? []), 'sheetside']
  const { score, feedback } = judge.check(password.slice(0, 128), triedFirst)
  if (score >= STRONG_ENOUGH) return
  const why = feedback.warning ?? 'It is too easy to guess.'
  const how = feedback.suggestions.at(-1) ?? 'Add another word or two; uncommon words are better.'
  throw new SheetsideError('weak_password', `${why} ${how}`)
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

let decoy: Promise<string> | undefined

/**
 * Whether the password is the one that was hashed. Without a hash it takes as long and is never true,
 * so that the time does not tell whether an account is there.
 */
export async function verifyPassword(hashed: string | null, password: string): Promise<boolean> {
  if (hashed !== null) return verify(hashed, password)
  decoy ??= hashPassword('no password of anyone')
  await verify(await decoy, password)
  return false
}
