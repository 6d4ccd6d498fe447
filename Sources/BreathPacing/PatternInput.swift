import CSystem
import FileStore
import PatternLanguage
import Platform
import SoundFiles

/// Where a pattern's text comes from.
public enum PatternInput: Sendable, Hashable {
  case file(String)
  case standardInput
  /// A track that holds the text it was made of.
  case track(String)
  /// A text that is at hand.
  case text(SourceText)

  /// The file at a path; `-` is the standard input, and a name with the ending of a sound file is a track.
  public init(at path: String) {
    self =
      if path == PatternFiles.standardInput {
        .standardInput
      } else if Container(ofFileAt: path) != nil {
        .track(path)
      } else {
        .file(path)
      }
  }

  /// The name under which problems are reported.
  public var name: String {
    switch self {
    case .file(let path), .track(let path): path
    case .standardInput: "standard input"
    case .text(let text): text.name
    }
  }

  /// Reads the text. At most a little more than a pattern may have is read, so that an endless input ends.
  ///
  /// - Parameters:
  ///   - limit: in bytes.
  ///   - whileWaiting: called now and then while nothing comes; what it throws ends the reading.
  /// - Throws: `InputError`, for a track `RecipeError`, and what `whileWaiting` throws.
  public func read(
    atMost limit: Int = SourceText.largestSize, whileWaiting: () throws -> Void = {}
  ) throws -> SourceText {
    switch self {
    case .text(let text): return text
    case .track(let path): return SourceText(try Recipe(readingFrom: path).texts[0], name: path)
    case .standardInput:
      return SourceText(
        name: name,
        bytes: try Self.bytes(of: STDIN_FILENO, name: name, likely: 0, atMost: limit, whileWaiting: whileWaiting))
    case .file(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { throw InputError(path, errno) }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw InputError(path, errno) }
      switch FileKind(mode: status.st_mode) {
      case .file: break
      case .folder: throw InputError(path, .folder)
      default: throw InputError(path, .notAFile)
      }
      return SourceText(
        name: path,
        bytes: try Self.bytes(
          of: descriptor, name: path, likely: Int(status.st_size), atMost: limit, whileWaiting: whileWaiting))
    }
  }

  /// - Parameter likely: how many bytes there probably are, so that room is made for them once.
  private static func bytes(
    of descriptor: Int32, name: String, likely: Int, atMost limit: Int, whileWaiting: () throws -> Void
  ) throws -> [UInt8] {
    // A little more, so that a text that is too large can be told from one that is just as large as it may be.
    let limit = limit + 4
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(likely, limit))
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // Nothing has come, or a signal has.
      if poll(&waiting, 1, 100) <= 0 {
        try whileWaiting()
        continue
      }
      let count = chunk.withUnsafeMutableBytes { Self.read(descriptor, $0) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count >= 0 else { throw InputError(name, errno) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    CSystem.read(descriptor, buffer.baseAddress, buffer.count)
  }
}

/// Why an input could not be read.
public struct InputError: Error, Sendable, Hashable {
  public let path: String
  public let problem: Problem

  public enum Problem: Sendable, Hashable {
    case missing
    case folder
    /// A device, a socket or the like.
    case notAFile
    /// A file that is no pattern by its name.
    case notAPattern
    /// A folder without a pattern in it.
    case noPatterns
    /// A folder without a log in it.
    case noLogs
    case notReadable
    case linksInACircle
    /// A name in a folder that is not UTF-8; the path spells its bytes.
    case notUTF8
    /// Another answer of the system, in its words.
    case system(String)
  }

  package init(_ path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  init(_ path: String, _ code: Int32) {
    self.path = path
    problem =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EACCES, EPERM: .notReadable
      case ELOOP: .linksInACircle
      default: .system(String(cString: strerror(code)))
      }
  }
}

extension FileKind {
  /// The kind of what an input's path leads to, through links.
  package init(ofInput path: String) throws(InputError) {
    guard let kind = FileKind(following: path) else { throw InputError(path, errno) }
    self = kind
  }
}
