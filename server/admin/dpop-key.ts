import { generateKeyPairSync } from 'node:crypto'
import { Command } from 'commander'
import { parseBindingKeys } from '#server/vault/binding-keys.ts'
import type { Run, RunAlone } from './run.ts'

export const dpopKeyCommand = (_run: Run, runAlone: RunAlone) =>
  new Command('dpop-key')
    .description(
      'Print a new private key for DPOP_KEY, in one line. Keep it apart from the database and its ' +
        'backups; without it the Google connections that are bound to it are lost.',
    )
    .action(
      runAlone(async () => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
        const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
        const [thumbprint] = (await parseBindingKeys(pem)).keys()
        // As environments and .env files take it.
        const key = pem.trim().replaceAll('\n', String.raw`\n`)
        return { text: key, data: { key, thumbprint } }
      }),
    )
