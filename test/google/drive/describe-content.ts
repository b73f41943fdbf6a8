import { createHash } from 'node:crypto'
import { FOLDER, SPREADSHEET, type Item } from './item.ts'
import type { World } from '#test/google/world.ts'

/** The formats of a spreadsheet's export, by MIME type, and what links call them. Recorded. */
export const EXPORT_FORMATS = new Map([
  ['application/x-vnd.oasis.opendocument.spreadsheet', 'ods'],
  ['text/tab-separated-values', 'tsv'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['text/csv', 'csv'],
  ['application/zip', 'zip'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
])

/** What a spreadsheet's content is said to weigh. Recorded. */
const SPREADSHEET_SIZE = '1024'

/** The fields of a File resource that depend on what the item holds. */
export function describeContent(world: World, item: Item): object {
  if (item.mimeType === SPREADSHEET) {
    return {
      webViewLink: `${world.url}/spreadsheets/d/${item.id}/edit?usp=drivesdk`,
      iconLink: `${world.url}/icons/spreadsheet.svg`,
      hasThumbnail: false,
      thumbnailVersion: '0',
      exportLinks: exportLinks(world, item),
      size: SPREADSHEET_SIZE,
      quotaBytesUsed: SPREADSHEET_SIZE,
      linkShareMetadata: { securityUpdateEligible: false, securityUpdateEnabled: true },
    }
  }
  if (item.mimeType === FOLDER) {
    return {
      webViewLink: `${world.url}/drive/folders/${item.id}`,
      iconLink: `${world.url}/icons/folder.svg`,
      hasThumbnail: false,
      thumbnailVersion: '0',
      folderColorRgb: '#8f8f8f',
      quotaBytesUsed: '0',
    }
  }
  return describeBlob(world, item)
}

function exportLinks(world: World, { id }: Item): Record<string, string> {
  return Object.fromEntries(
    Array.from(EXPORT_FORMATS, ([mimeType, format]) => [
      mimeType,
      `${world.url}/spreadsheets/export?id=${id}&exportFormat=${format}`,
    ]),
  )
}

function describeBlob(world: World, { id, name, content = new Uint8Array() }: Item): object {
  const digest = (algorithm: string): string => createHash(algorithm).update(content).digest('hex')
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]
  return {
    webViewLink: `${world.url}/file/d/${id}/view?usp=drivesdk`,
    webContentLink: `${world.url}/uc?id=${id}&export=download`,
    iconLink: `${world.url}/icons/file.svg`,
    hasThumbnail: false,
    thumbnailVersion: '0',
    originalFilename: name,
    ...(extension === undefined ? {} : { fileExtension: extension, fullFileExtension: extension }),
    md5Checksum: digest('md5'),
    sha1Checksum: digest('sha1'),
    sha256Checksum: digest('sha256'),
    size: String(content.length),
    quotaBytesUsed: String(content.length),
    headRevisionId: `0B${digest('sha256').slice(0, 40)}PQ`,
  }
}
