import { describeUser } from './describe.ts'
import { badParameter } from './errors.ts'
import { newPlainId } from './create.ts'
import { EXPORT_FORMATS } from './describe-content.ts'
import { TABLES } from './import-table.ts'
import { SPREADSHEET } from './item.ts'
import { given, masked } from './parameters.ts'
import type { Call } from '#test/google/http/call.ts'

/** about.get; `fields` has no default here [D]. */
export function about(call: Call): unknown {
  const { world, access } = call
  if (given(call.query, 'fields') === undefined) {
    throw badParameter('fields', "The 'fields' parameter is required for this method.", 'required')
  }
  const body = {
    kind: 'drive#about',
    user: describeUser(world, access.person, access.person),
    storageQuota: {
      limit: '16106127360',
      usage: '104857600',
      usageInDrive: '52428800',
      usageInDriveTrash: '0',
    },
    importFormats: Object.fromEntries(Array.from(TABLES.keys(), (type) => [type, [SPREADSHEET]])),
    exportFormats: { [SPREADSHEET]: [...EXPORT_FORMATS.keys()] },
    maxImportSizes: { [SPREADSHEET]: '104857600' },
    maxUploadSize: '5242880000000',
    appInstalled: true,
    folderColorPalette: ['#8f8f8f', '#ac725e', '#d06b64', '#f83a22', '#fa573c'],
    driveThemes: [],
    canCreateDrives: access.person.domain !== undefined,
    canCreateTeamDrives: access.person.domain !== undefined,
  }
  return masked(call, body, '*')
}

/** files.generateIds: ids for files to come. */
export function generateIds(call: Call): unknown {
  const text = given(call.query, 'count') ?? '10'
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    const range = 'Values must be within the range: [1, 1000]'
    throw badParameter('count', `Invalid value '${text}'. ${range}`, 'invalidParameter')
  }
  const ids = Array.from({ length: count }, newPlainId)
  return masked(call, { kind: 'drive#generatedIds', space: 'drive', ids }, '*')
}
