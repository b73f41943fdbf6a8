import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ports that the system gives out by itself (32768 and up on Linux, 49152 elsewhere): one of
 * those can be somebody else's between being found free and being listened on.
 */
const FIRST = 20_000
const COUNT = 10_000

/** A port of this computer that nothing listens on: `wanted` if it is free, else any. */
export async function freePort(wanted = anyPort()): Promise<number> {
  return (await isFree(wanted)) ? wanted : freePort()
}

function anyPort(): number {
  return FIRST + Math.floor(Math.random() * COUNT)
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  probe.listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    return false
  }
  probe.close()
  await once(probe, 'close')
  return true
}
