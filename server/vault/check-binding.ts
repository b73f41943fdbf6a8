import { and, count, isNotNull, ne } from 'drizzle-orm'
import { ConfigError } from '#server/config.ts'
import { googleAccounts } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { bindingKeysOf } from './binding-keys.ts'
import { DPOP } from './give-up-key.ts'

/**
 * Sees before the server serves anybody that every living Google connection that is bound to a key has
 * that key in DPOP_KEY: without it Google would refuse to refresh it.
 * @throws ConfigError where DPOP_KEY can't be read, or connections would be lost
 */
export async function checkBinding({ config, db }: Pick<Deps, 'config' | 'db'>): Promise<void> {
  const keys = await bindingKeysOf(config)
  const { boundTo, state } = googleAccounts
  const uses = await db
    .select({ boundTo, connections: count() })
    .from(googleAccounts)
    .where(and(isNotNull(boundTo), ne(state, 'reconnect_needed')))
    .groupBy(boundTo)
  const problems = uses.flatMap(({ boundTo: thumbprint, connections }) => {
    if (thumbprint === null || keys.has(thumbprint)) return []
    const them =
      connections === 1 ? '1 Google connection is' : `${connections} Google connections are`
    return (
      `${them} bound to the key with the thumbprint "${thumbprint}", which is not in DPOP_KEY. ` +
      'Put it back, behind a new one if there is one, and start again. Where it is lost for good: ' +
      `npm run admin -- give-up-key ${DPOP}${thumbprint}, and their people connect Google again.`
    )
  })
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
}
