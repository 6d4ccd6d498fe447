import CSystem
import Platform

/// A way to rename a file to a name that is not taken, best first.
package enum Renaming: CaseIterable, Sendable {
  /// One atomic call of the kernel, with which two writers cannot both succeed. Not available on NFS and some FUSE file
  /// systems.
  case exclusively
  /// A second hard link, after which the first one is removed. It is as safe, but a process killed in between leaves
  /// both names. Not available on FAT.
  case byHardLink
  /// A check, followed by a rename. A file that another program creates in between is lost, so this is used only where
  /// neither of the others is available.
  case afterLooking

  /// The result of an attempt.
  enum Outcome: Equatable {
    case done, occupied
    /// The file system does not support this way.
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
