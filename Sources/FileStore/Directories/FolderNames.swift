import CSystem
import Platform

/// The names in a folder, `.` and `..` left out: `FolderNames(of: "patterns")?.names`.
///
/// The system gives names as bytes. One that is not UTF-8 would be another name by the time it is opened, so that it is kept
/// apart.
package struct FolderNames {
  /// In order.
  package private(set) var names: [String] = []
  package private(set) var undecodable: [UndecodableName] = []

  package struct UndecodableName {
    /// With `\xE9` for a byte that is not UTF-8.
    package let spelled: String
    package let isFolder: Bool
  }

  /// Nil where the folder cannot be read.
  package init?(of folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(in: descriptor)
  }

  /// Those of an open folder, whose place in its own listing stays where it is. Nil where it cannot be read.
  package init?(in folder: Int32) {
    let own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { return nil }
    guard let stream = fdopendir(own) else {
      close(own)
      return nil
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      // The name may be longer than the type that Swift knows.
      let bytes = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name)!)
        .assumingMemoryBound(to: CChar.self)
      if let name = String(validatingCString: bytes) {
        if name != ".", name != ".." { names.append(name) }
      } else {
        var status = stat()
        let isKnown = fstatat(dirfd(stream), bytes, &status, AT_SYMLINK_NOFOLLOW) == 0
        undecodable.append(
          UndecodableName(
            spelled: String(spellingBytes: bytes), isFolder: isKnown && FileKind(mode: status.st_mode) == .folder))
      }
    }
    names.sort()
    undecodable.sort { $0.spelled < $1.spelled }
  }
}

extension String {
  /// The text of a C string; a byte that is not UTF-8 is written as `\xE9`.
  package init(spellingBytes words: UnsafePointer<CChar>) {
    let bytes = UnsafeRawBufferPointer(start: words, count: strlen(words))
    var text = ""
    var start = 0
    while start < bytes.count {
      if let scalar = bytes[start...].firstScalar {
        text += scalar
        start += scalar.utf8.count
      } else {
        text += "\\x" + String(bytes[start], radix: 16, uppercase: true)
        start += 1
      }
    }
    self = text
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// The character that the bytes begin with; nil where they are not UTF-8.
  fileprivate var firstScalar: String? {
    for length in 1...Swift.min(4, count) {
      if let scalar = String(validating: prefix(length), as: UTF8.self) { return scalar }
    }
    return nil
  }
}
