import {
  DRIVE,
  DRIVE_FILE,
  DRIVE_METADATA,
  DRIVE_READONLY,
  READ_DRIVE,
  WRITE_DRIVE,
} from '#test/google/oauth/scopes.ts'

/** A method of Drive: its address, what Google's errors call it, and the scopes of which any opens it. */
type DriveMethod = {
  verb: string
  path: RegExp
  /** `files.list`, `permissions.create`… */
  name: string
  /** `DriveFiles.List`. Known from public error reports. */
  rpc: string
  scopes: string[]
}

const CONTENT = [DRIVE, DRIVE_FILE, DRIVE_READONLY]
const UPDATE = [DRIVE, DRIVE_FILE, DRIVE_METADATA]
const ALL = [DRIVE]
const ALL_READ = [DRIVE, DRIVE_READONLY]

/** Scopes as in the discovery document. */
export const DRIVE_METHODS: readonly DriveMethod[] = [
  method('GET', 'about', 'about.get', READ_DRIVE),
  method('GET', 'files', 'files.list', READ_DRIVE),
  method('POST', 'files', 'files.create', WRITE_DRIVE),
  method('GET', 'files/generateIds', 'files.generateIds', WRITE_DRIVE),
  method('DELETE', 'files/trash', 'files.emptyTrash', ALL),
  method('GET', 'files/ID', 'files.get', READ_DRIVE),
  method('PATCH', 'files/ID', 'files.update', UPDATE),
  method('DELETE', 'files/ID', 'files.delete', WRITE_DRIVE),
  method('POST', 'files/ID/copy', 'files.copy', WRITE_DRIVE),
  method('GET', 'files/ID/export', 'files.export', CONTENT),
  method('GET', 'files/ID/permissions', 'permissions.list', READ_DRIVE),
  method('POST', 'files/ID/permissions', 'permissions.create', WRITE_DRIVE),
  method('GET', 'files/ID/permissions/CHILD', 'permissions.get', READ_DRIVE),
  method('PATCH', 'files/ID/permissions/CHILD', 'permissions.update', WRITE_DRIVE),
  method('DELETE', 'files/ID/permissions/CHILD', 'permissions.delete', WRITE_DRIVE),
  method('GET', 'files/ID/comments', 'comments.list', CONTENT),
  method('POST', 'files/ID/comments', 'comments.create', WRITE_DRIVE),
  method('GET', 'files/ID/comments/CHILD', 'comments.get', CONTENT),
  method('PATCH', 'files/ID/comments/CHILD', 'comments.update', WRITE_DRIVE),
  method('DELETE', 'files/ID/comments/CHILD', 'comments.delete', WRITE_DRIVE),
  method('GET', 'files/ID/revisions', 'revisions.list', READ_DRIVE),
  method('GET', 'files/ID/revisions/CHILD', 'revisions.get', READ_DRIVE),
  method('GET', 'changes/startPageToken', 'changes.getStartPageToken', READ_DRIVE),
  method('GET', 'changes', 'changes.list', READ_DRIVE),
  method('GET', 'drives', 'drives.list', ALL_READ),
  method('POST', 'drives', 'drives.create', ALL),
  method('GET', 'drives/ID', 'drives.get', ALL_READ),
  method('PATCH', 'drives/ID', 'drives.update', ALL),
  method('DELETE', 'drives/ID', 'drives.delete', ALL),
  upload('POST', 'v3', 'files', 'files.create', WRITE_DRIVE),
  upload('PUT', 'v3', 'files', 'files.create', WRITE_DRIVE),
  upload('PATCH', 'v3', 'files/ID', 'files.update', WRITE_DRIVE),
  upload('PUT', 'v3', 'files/ID', 'files.update', WRITE_DRIVE),
  // The older Drive, of which a client in wide use still has this one method. Recorded.
  upload('PUT', 'v2', 'files/ID', 'v2.files.update', WRITE_DRIVE),
]

function method(verb: string, path: string, name: string, scopes: string[]): DriveMethod {
  return { verb, path: pattern(`/drive/v3/${path}`), name, rpc: rpcOf(name), scopes }
}

function upload(
  verb: string,
  version: string,
  path: string,
  name: string,
  scopes: string[],
): DriveMethod {
  const at = pattern(`/upload/drive/${version}/${path}`)
  return { verb, path: at, name, rpc: rpcOf(name), scopes }
}

function pattern(path: string): RegExp {
  const parts = path.replace('ID', '(?<id>[^/]+)').replace('CHILD', '(?<child>[^/]+)')
  return new RegExp(`^${parts}$`)
}

function rpcOf(name: string): string {
  const [resource = '', verb = ''] = name.split('.').slice(-2)
  return `Drive${capital(resource)}.${capital(verb)}`
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
