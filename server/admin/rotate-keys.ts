import { Command } from 'commander'
import { nameOfKeys } from '#server/vault/configured-keys.ts'
import { rotateKeys } from '#server/vault/rotate.ts'
import type { Run } from './run.ts'

export const rotateKeysCommand = (run: Run) =>
  new Command('rotate-keys')
    .description(
      'Seal everything under a new key: with a key file one is made, with TOKEN_KEYS it is the ' +
        'first one there. The server may run meanwhile.',
    )
    .action(
      run(async (deps) => {
        const rotated = await rotateKeys(deps)
        const { key, count, unopened, stillInUse, forgotten } = rotated
        const where = nameOfKeys(deps.config)
        const lines = [
          `Sealed ${count} ${count === 1 ? 'value' : 'values'} anew. The key is now "${key}".`,
        ]
        if (forgotten.length > 0) lines.push(`Removed from ${where}: ${list(forgotten)}.`)
        if (stillInUse.length > 0) lines.push(stillUsed(stillInUse, unopened.length > 0))
        else if (deps.config.tokenKeys !== null) {
          lines.push(
            'Nothing is sealed under another key any more. Once every server runs with this key ' +
              'first, the others can be removed from TOKEN_KEYS.',
          )
        }
        if (unopened.length > 0) {
          lines.push(
            `What is stored here does not open and stays as it is: ${unopened.join(', ')}. ` +
              'Google connections among them ask their people to connect again.',
          )
        }
        return { text: lines.join('\n'), data: rotated }
      }),
    )

function stillUsed(keys: string[], damaged: boolean): string {
  const why = damaged
    ? 'by what does not open'
    : 'a running server may still have it first: restart it with the new order, then run this again'
  return `Something is still sealed under ${list(keys)} (${why}).`
}

function list(ids: string[]): string {
  return ids.map((id) => `"${id}"`).join(', ')
}
