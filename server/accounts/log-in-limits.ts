import { noteLater, type Caller } from '#server/events/events.ts'
import type { Deps } from '#server/deps.ts'
import { networkOf } from './network.ts'
import { clear, giveBack, isKnown, remember, tooMany, trySpend, type Limit } from './throttle.ts'

/** Someone says with a password to be the person of an email. */
export type Guess = {
  email: string
  /** Null where nobody has the email: it is limited all the same, so that this does not show. */
  personId: string | null
  caller: Caller
  device: string
}

/** A guess that was counted, and where. */
export type Counted = {
  guess: Guess
  spent: [Limit, string[]][]
  /** It is the first one from there for a while. */
  isFirst: boolean
}

/**
 * Counts a guess before the password is looked at, which also keeps Argon2's work from being asked for
 * without end. Where the person signed in before, only guesses from there count: nobody elsewhere, and
 * nobody who guesses at others from there, can lock them out. It is the idea of OWASP's device cookies,
 * with the address in the cookie's place.
 * https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 * @throws rate_limited
 */
export async function spendGuess(deps: Deps, guess: Guess): Promise<Counted> {
  const spent: Counted['spent'] = []
  let isFirst = false
  for (const [limit, of] of await limitsOn(deps, guess)) {
    const outcome = await trySpend(deps, limit, ...of)
    if (!outcome.passed) {
      for (const [other, its] of spent) await giveBack(deps, other, ...its)
      if (outcome.begins) noteSlowing(deps, guess, limit)
      throw tooMany(limit, outcome.retryAfterSeconds)
    }
    if (limit === 'log_in') isFirst = outcome.first
    spent.push([limit, of])
  }
  return { guess, spent, isFirst }
}

/** The guess was right: it does not count, and its address is one of the person's from now on. */
export async function guessedRight(deps: Deps, { guess, spent }: Counted): Promise<void> {
  for (const [limit, of] of spent) {
    if (limit === 'log_in') await clear(deps, limit, ...of)
    else await giveBack(deps, limit, ...of)
  }
  await remember(deps, guess.email, networkOf(guess.caller.address))
}

/** Begins anew for a person who proved otherwise that the account is theirs. */
export async function forgiveGuesses(deps: Deps, email: string, caller: Caller): Promise<void> {
  await clear(deps, 'log_in', email)
  await clear(deps, 'log_ins_of_strangers', email)
  await remember(deps, email, networkOf(caller.address))
}

async function limitsOn(deps: Deps, { email, caller }: Guess): Promise<[Limit, string[]][]> {
  const network = networkOf(caller.address)
  const own: [Limit, string[]] = ['log_in', [email, network]]
  if (await isKnown(deps, email, network)) return [own]
  return [own, ['log_ins_from_address', [network]], ['log_ins_of_strangers', [email]]]
}

/** An address that is slowed down for its guesses at many accounts is nobody's news. */
function noteSlowing(deps: Deps, guess: Guess, limit: Limit): void {
  const { personId, caller, device } = guess
  if (personId === null || limit === 'log_ins_from_address') return
  noteLater(deps, personId, 'sign_ins_slowed', { address: caller.address, device })
}
