import { existsSync } from 'node:fs'
import { runCommand } from './run-command.ts'

/** Whether packages can be installed here without asking anyone: root, on Debian or what descends from it. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

/** Installs Debian packages. @throws Error with the end of what apt-get said. */
export async function installPackages(...names: string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runCommand('apt-get', ['update', '-qq'], env)
  const { code, output } = await runCommand(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
    env,
  )
  if (code !== 0) throw new Error(`apt-get install ${names.join(' ')}:\n${output.slice(-800)}`)
}
