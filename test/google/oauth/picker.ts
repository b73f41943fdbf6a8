import { FOLDER, type Item } from '#test/google/drive/item.ts'
import { invalidRequest, PageError } from './parameters.ts'
import type { Person } from './people.ts'
import { DRIVE_FILE } from './scopes.ts'
import type { World } from '#test/google/world.ts'

/**
 * The file picker within the consent flow, as an authorization URL asks for it.
 * https://developers.google.com/workspace/drive/picker/guides/desktop-mobile-picker
 */
export type Picker = {
  /** Only these are shown; null for all. */
  fileIds: readonly string[] | null
  mimeTypes: readonly string[] | null
  /** Whether more than one may be chosen. */
  multiple: boolean
  folders: boolean
}

/**
 * @returns null when no picker is asked for.
 * @throws PageError unless `drive.file` is the one scope and `prompt=consent` is there [D].
 */
export function readPicker(
  query: URLSearchParams,
  scopes: readonly string[],
  prompts: ReadonlySet<string>,
): Picker | null {
  if (query.get('trigger_onepick') !== 'true') return null
  onlyForFiles(scopes)
  if (!prompts.has('consent')) {
    throw invalidRequest('trigger_onepick needs prompt=consent')
  }
  return {
    fileIds: list(query.get('file_ids')),
    mimeTypes: list(query.get('mimetypes')),
    multiple: query.get('allow_multiple') === 'true',
    folders: query.get('allow_folder_selection') === 'true',
  }
}

/** @throws PageError when files are to be picked for more than `drive.file`. */
export function onlyForFiles(scopes: readonly string[]): void {
  const other = scopes.find((scope) => scope !== DRIVE_FILE)
  if (other === undefined) return
  const message = `trigger_onepick takes the scope drive.file alone, not ${other}`
  throw new PageError(400, 'invalid_scope', message)
}

function list(value: string | null): string[] | null {
  const parts = (value ?? '').split(',').map((part) => part.trim())
  const given = parts.filter((part) => part !== '')
  return given.length === 0 ? null : given
}

/** What the person can choose from: what they can open and the app wants, last changed first. */
export function pickable(world: World, picker: Picker, person: Person): Item[] {
  return world.files
    .all()
    .filter((item) => {
      const { id, mimeType } = item
      if (mimeType === FOLDER && !picker.folders) return false
      if (picker.fileIds && !picker.fileIds.includes(id)) return false
      if (picker.mimeTypes && !picker.mimeTypes.includes(mimeType)) return false
      return !world.files.isTrashed(item) && world.files.roleOf(item, person) !== null
    })
    .toSorted((a, b) => b.modifiedTime - a.modifiedTime)
}
