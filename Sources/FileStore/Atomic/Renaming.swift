import CSystem
import Platform

/// A way to give a file a name that nothing has yet, best first.
package enum Renaming: CaseIterable, Sendable {
  /// One step in the kernel, in which two writers cannot both win. Not on NFS, nor on some FUSE file systems.
  case exclusively
  /// A second name, then away with the first: as safe, but a process killed in between leaves both. Not on FAT.
  case byHardLink
  /// Looks, then renames. Between the two somebody's file may come and be lost; only where neither of the others
  /// exists.
  case afterLooking

  enum Outcome: Equatable {
    case done, occupied
    /// The file system cannot do it this way.
    case unknownHere(Int32)
    case failed(Int32)
  }

  func apply(in folder: Int32, from old: String, to new: String) -> Outcome {
    switch self {
    case .exclusively:
      return outcome(of: adem_rename_exclusively(folder, old, new), unknown: [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP])
    case .byHardLink:
      let linked = outcome(
        of: linkat(folder, old, folder, new, 0), unknown: [EPERM, EACCES, ENOSYS, ENOTSUP, EOPNOTSUPP, EMLINK])
      if linked == .done { unlinkat(folder, old, 0) }
      return linked
    case .afterLooking:
      var status = stat()
      if fstatat(folder, new, &status, AT_SYMLINK_NOFOLLOW) == 0 { return .occupied }
      if errno != ENOENT { return .failed(errno) }
      return outcome(of: renameat(folder, old, folder, new), unknown: [])
    }
  }

  private func outcome(of result: Int32, unknown: [Int32]) -> Outcome {
    let code = errno
    return if result == 0 {
      .done
    } else if code == EEXIST {
      .occupied
    } else if unknown.contains(code) {
      .unknownHere(code)
    } else {
      .failed(code)
    }
  }
}
