import CSystem
import Platform

/// The names in a folder without `.` and `..`: `FolderNames(of: "patterns")?.names`.
///
/// The system reports names as bytes. A name that is not UTF-8 could not be opened by its text, so it is kept apart.
package struct FolderNames {
  /// The names that are UTF-8, sorted.
  package private(set) var names: [String] = []
  /// The other names, sorted by their spelling.
  package private(set) var undecodable: [UndecodableName] = []

  /// A name that is not UTF-8.
  package struct UndecodableName {
    /// The name with `\xE9` for a byte that is not UTF-8.
    package let spelled: String
    /// Whether the name is that of a folder. A link to a folder does not count.
    package let isFolder: Bool
  }

  /// Returns nil if the folder cannot be read.
  package init?(of folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(in: descriptor)
  }

  /// Lists an open folder without moving its own read position. Returns nil if it cannot be read.
  package init?(in folder: Int32) {
    let own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { return nil }
    guard let stream = fdopendir(own) else {
      close(own)
      return nil
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      // The name may be longer than the fixed-size array that Swift sees.
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
  /// Creates a text from a C string; a byte that is not UTF-8 is written as `\xE9`.
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
  /// The first character of the bytes; nil if they do not begin with valid UTF-8.
  fileprivate var firstScalar: String? {
    for length in 1...Swift.min(4, count) {
      if let scalar = String(validating: prefix(length), as: UTF8.self) { return scalar }
    }
    return nil
  }
}
