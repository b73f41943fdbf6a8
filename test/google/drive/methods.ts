import { about, generateIds } from './about.ts'
import {
  createComment,
  deleteComment,
  getComment,
  listComments,
  updateComment,
} from './comments.ts'
import { copyFile, createFile } from './create.ts'
import { describeFile, FILE_FIELDS } from './describe.ts'
import { Download } from './download.ts'
import { createDrive, deleteDrive, getDrive, listDrives, updateDrive } from './drives.ts'
import { notBuilt, refused } from './errors.ts'
import { exportFile } from './export.ts'
import { findItem, needs } from './find-item.ts'
import { getRevision, listChanges, listRevisions, startPageToken } from './history.ts'
import { listFiles } from './list.ts'
import { masked } from './parameters.ts'
import {
  createPermission,
  deletePermission,
  getPermission,
  listPermissions,
  updatePermission,
} from './permission-methods.ts'
import { deleteFile, emptyTrash, updateFile } from './update.ts'
import { updateFileV2 } from './v2.ts'
import type { Call } from '#test/google/http/call.ts'

/**
 * Google Drive v3.
 * https://developers.google.com/workspace/drive/api/reference/rest/v3
 * @returns JSON, a Download, or null for an answer without a body.
 */
export function answerDrive(call: Call): unknown {
  const answer = METHODS[call.operation.name]
  if (!answer) throw notBuilt(call.operation.name)
  return answer(call)
}

const METHODS: Record<string, (call: Call) => unknown> = {
  'about.get': about,
  'changes.getStartPageToken': startPageToken,
  'changes.list': listChanges,
  'comments.create': createComment,
  'comments.delete': deleteComment,
  'comments.get': getComment,
  'comments.list': listComments,
  'comments.update': updateComment,
  'drives.create': createDrive,
  'drives.delete': deleteDrive,
  'drives.get': getDrive,
  'drives.list': listDrives,
  'drives.update': updateDrive,
  'files.copy': copyFile,
  'files.create': createFile,
  'files.delete': deleteFile,
  'files.emptyTrash': emptyTrash,
  'files.export': exportFile,
  'files.generateIds': generateIds,
  'files.get': getFile,
  'files.list': listFiles,
  'files.update': updateFile,
  'permissions.create': createPermission,
  'permissions.delete': deletePermission,
  'permissions.get': getPermission,
  'permissions.list': listPermissions,
  'permissions.update': updatePermission,
  'revisions.get': getRevision,
  'revisions.list': listRevisions,
  'v2.files.update': updateFileV2,
}

/** files.get: what Drive knows of a file, or with `alt=media` what is in it. */
function getFile(call: Call): unknown {
  const item = findItem(call)
  if (call.query.get('alt') !== 'media') {
    return masked(call, describeFile(call, item), FILE_FIELDS)
  }
  if (!item.content) {
    throw refused(
      'fileNotDownloadable',
      'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
      'alt',
    )
  }
  if (item.copyRequiresWriterPermission) needs(call, item, 'writer')
  return new Download(item.mimeType, item.content)
}
