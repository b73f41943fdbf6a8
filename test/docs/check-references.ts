import { resolve } from 'node:path'
import { deadReferences } from './references.ts'

const dead = deadReferences(resolve(import.meta.dirname, '../..'))
for (const { document, line, reference, why } of dead) {
  console.error(`${document}:${line}  ${reference}  ${why}`)
}
if (dead.length > 0) process.exitCode = 1
