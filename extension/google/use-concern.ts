import { useNow } from '#extension/ui/use-now.ts'
import type { GoogleAccount } from '#shared/contract/google.ts'
import { concernWith, type Concern } from './concern.ts'

export type Concerned = { account: GoogleAccount; concern: Concern }

/** The connections that ask for the person: those that don't work any more before those that will end. */
export function useConcerned(accounts: readonly GoogleAccount[]): Concerned[] {
  const now = useNow(60_000)
  const concerned = accounts.flatMap((account) => {
    const concern = concernWith(account, now)
    return concern ? [{ account, concern }] : []
  })
  return concerned.toSorted((a, b) => Number(endsSoon(a)) - Number(endsSoon(b)))
}

export function useConcern(account: GoogleAccount | undefined): Concern | null {
  const [first] = useConcerned(account ? [account] : [])
  return first?.concern ?? null
}

function endsSoon({ concern }: Concerned): boolean {
  return concern.kind === 'ends_soon'
}
