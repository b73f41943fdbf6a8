import { once } from 'node:events'
import { createServer } from 'node:net'
import { env } from 'node:process'

/**
 * Below the ports that the system gives out by itself (32768 and up on Linux, 49152 elsewhere): one of
 * those can be somebody else's between being found free and being listened on.
 */
const FIRST = 20_000
/**
 * How many each of the tests' processes has to itself, by the number that Vitest gives it. None gives the
 * same one twice, for one that was found free is listened on only when its server has started.
 */
const COUNT = 1000
const PROCESSES = 10
const first = FIRST + (Number(env['VITEST_POOL_ID'] ?? 0) % PROCESSES) * COUNT
let given = Math.floor(Math.random() * COUNT)

/** A port of this computer that nothing listens on: `wanted` if it is free, else any. */
export async function freePort(wanted = anyPort()): Promise<number> {
  return (await isFree(wanted)) ? wanted : freePort()
}

function anyPort(): number {
  given = (given + 1) % COUNT
  return first + given
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
