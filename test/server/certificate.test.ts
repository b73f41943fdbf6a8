import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readCertificate, renewCertificate } from '#server/certificate.ts'
import { createServer } from '#server/listen.ts'
import { writeCertificate } from './certificate-files.ts'
import { newFolder } from './data-folder.ts'

const silent = pino({ level: 'silent' })

describe('a certificate', () => {
  it('is taken into use when it is renewed, while the server runs', async () => {
    const folder = newFolder()
    const files = writeCertificate(folder, '01')
    const server = createServer(() => new Response('ok'), silent, { tls: readCertificate(files) })
    if (!('setSecureContext' in server)) throw new Error('it should be https')
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const endRenewing = renewCertificate(server, files, silent, 20)
    onTestFinished(() => {
      endRenewing()
      server.close()
    })
    const serial = async () => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
      await once(socket, 'secureConnect')
      const { serialNumber } = socket.getPeerCertificate()
      socket.destroy()
      return serialNumber
    }
    expect(await serial()).toBe('0101')
    writeCertificate(folder, '02')
    await expect.poll(serial).toBe('0102')
    // Half a renewal changes nothing.
    writeFileSync(files.cert, 'no certificate')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await serial()).toBe('0102')
  })

  it('that cannot be used stops the start, and says which setting to look at', () => {
    const folder = newFolder()
    const files = writeCertificate(folder, '01')
    expect(() => readCertificate({ ...files, key: join(folder, 'gone.pem') })).toThrow(
      /TLS_KEY.*ENOENT/,
    )
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    writeFileSync(files.key, other.export({ type: 'pkcs8', format: 'pem' }))
    expect(() => readCertificate(files)).toThrow('do not go together')
    rmSync(files.cert)
    expect(() => readCertificate(files)).toThrow('TLS_CERT')
  })
})
