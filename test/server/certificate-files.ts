import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { selfSigned } from '#test/google/oauth/certificate.ts'

const DAY = 24 * 60 * 60 * 1000

/** A certificate and its key, as files, in the place of those that were there. */
export function writeCertificate(folder: string, serial: string) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  const [from, until] = [Date.now() - DAY, Date.now() + DAY]
  const cert = selfSigned({ publicKey, privateKey, common: 'localhost', serial, from, until })
  writeFileSync(files.key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(files.cert, cert)
  return files
}
