import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** A port of this computer that nothing listens on: `wanted` if it is free, else any. */
export async function freePort(wanted = 0): Promise<number> {
  const port = await tryPort(wanted)
  return port ?? freePort(0)
}

async function tryPort(wanted: number): Promise<number | null> {
  const probe = createServer()
  probe.listen(wanted, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    return null
  }
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
