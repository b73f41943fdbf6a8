import { FOLDER, type Item } from './item.ts'
import { atLeast, type Role } from './permission.ts'

/**
 * What a role may do with an item.
 * https://developers.google.com/workspace/drive/api/guides/ref-roles
 */
export function capabilitiesOf(item: Item, role: Role | null): Record<string, boolean> {
  const [comments, edits] = [atLeast(role, 'commenter'), atLeast(role, 'writer')]
  const owns = role === 'owner'
  const isFolder = item.mimeType === FOLDER
  const isTop = item.parent === null
  const copies = edits || !item.copyRequiresWriterPermission
  const common = {
    canComment: comments,
    canCopy: copies && !isFolder,
    canDownload: copies,
    canEdit: edits,
    canListChildren: isFolder,
    canModifyContent: edits,
    canReadRevisions: edits && !isFolder,
    canRename: edits && !isTop,
    canShare: mayShare(item, role),
    canAddChildren: edits && isFolder,
    canChangeCopyRequiresWriterPermission: owns || atLeast(role, 'organizer'),
  }
  if (item.driveId !== null) {
    const organizes = atLeast(role, 'fileOrganizer')
    return {
      ...common,
      canDelete: atLeast(role, 'organizer') && !isTop,
      canDeleteChildren: atLeast(role, 'organizer') && isFolder,
      canTrash: organizes && !isTop,
      canTrashChildren: organizes && isFolder,
      canUntrash: organizes && !isTop,
      canMoveItemOutOfDrive: organizes && !isTop,
      canMoveItemWithinDrive: edits && !isTop,
      canReadDrive: role !== null,
    }
  }
  return {
    ...common,
    canAcceptOwnership: false,
    canAddMyDriveParent: false,
    canDelete: owns && !isTop,
    canMoveItemIntoTeamDrive: owns && !isTop,
    canMoveItemOutOfDrive: owns && !isTop,
    canMoveItemWithinDrive: edits && !isTop,
    canRemoveChildren: edits && isFolder,
    canRemoveMyDriveParent: edits && !isTop,
    canTrash: owns && !isTop,
    canUntrash: owns && !isTop,
  }
}

/** Who may edit may share, unless the owner keeps that to themselves. */
export function mayShare(item: Item, role: Role | null): boolean {
  if (item.driveId !== null) return atLeast(role, 'fileOrganizer')
  return role === 'owner' || (atLeast(role, 'writer') && item.writersCanShare)
}

/** Only the owner of a file may throw it away; in shared drives it takes a role of its own. */
export function mayTrash(item: Item, role: Role | null): boolean {
  return capabilitiesOf(item, role)['canTrash'] === true
}
