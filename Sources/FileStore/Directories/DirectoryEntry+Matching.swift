import CSystem
import Platform

extension DirectoryEntry {
  /// Which of some prints is that of the file under this name: by its stamp, or where it was copied or moved here, by its
  /// content. With it comes the stamp that the file has now.
  package func standing(
    among prints: [FileFingerprint], readingContent: Bool = true
  ) throws(FileError) -> (print: FileFingerprint, stamp: StatSignature)? {
    guard case .file(let stamp, _)? = try occupant() else { return nil }
    if let known = prints.last(where: { $0.stamp == stamp }) { return (known, stamp) }
    guard readingContent, prints.contains(where: { $0.stamp.size == stamp.size }) else { return nil }
    let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let content = try digest(of: descriptor).hexadecimal
    return prints.last { $0.content == content }.map { ($0, stamp) }
  }
}
