import { Command } from 'commander'
import { giveUpKey, lostUnder } from '#server/vault/give-up-key.ts'
import type { Run } from './run.ts'

export const giveUpKeyCommand = (run: Run) =>
  new Command('give-up-key')
    .description(
      'End the Google connections that are sealed under a key, or bound to a DPoP key, that is lost for ' +
        'good. Their people connect Google again and keep their destinations.',
    )
    .argument('<id>', 'the id of the key, as the server names it when it does not start')
    .option('--yes', 'do it; without, only say how many connections would end')
    .action(
      run(async (deps, key: string, { yes }: { yes?: true }) => {
        const lost = yes ? await giveUpKey(deps, key) : (await lostUnder(deps, key)).length
        const connections = lost === 1 ? '1 Google connection' : `${lost} Google connections`
        const would = `This would end ${connections}, which can't be undone. If the key is lost, add --yes.`
        return {
          text: yes ? `Ended ${connections}.` : would,
          data: { key, connections: lost, ended: yes === true },
        }
      }),
    )
