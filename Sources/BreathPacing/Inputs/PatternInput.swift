import CSystem
import FileStore
import PatternLanguage
import Platform
import SoundFiles

/// The source of a pattern's text.
///
/// ```swift
/// let text = try PatternInput(at: "evening.breath").read()
/// ```
public enum PatternInput: Sendable, Hashable {
  /// A pattern file, by its path.
  case file(String)
  /// The standard input.
  case standardInput
  /// A track that contains the text that it was made from, by its path.
  case track(String)
  /// A text in memory.
  case text(SourceText)

  /// The input at a path: `-` is the standard input, and a name with the extension of a sound file is a track.
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

  /// The name for diagnostics.
  public var name: String {
    switch self {
    case .file(let path), .track(let path): path
    case .standardInput: "standard input"
    case .text(let text): text.name
    }
  }

  /// Reads the text. Reading stops a little above the limit, so that an endless input ends.
  ///
  /// - Parameters:
  ///   - limit: the largest size in bytes.
  ///   - whileWaiting: called about ten times per second while no input arrives; an error that it throws ends the
  ///     reading.
  /// - Throws: `InputError`, for a track `RecipeError`, and the errors of `whileWaiting`.
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

  /// Reads all bytes of an open file or stream, up to a little more than the limit.
  ///
  /// - Parameter likely: the size of a file, which may change meanwhile; 0 if it is unknown.
  private static func bytes(
    of descriptor: Int32, name: String, likely: Int, atMost limit: Int, whileWaiting: () throws -> Void
  ) throws -> [UInt8] {
    // Four bytes more, so that a text that is too large differs from one of exactly the largest size.
    let limit = limit + 4
    var bytes: [UInt8] = []
    let largestChunk = 64 << 10
    var chunk = [UInt8](repeating: 0, count: likely > 0 ? min(likely, largestChunk) : largestChunk)
    while bytes.count <= limit {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // No input has arrived, or a signal has.
      if poll(&waiting, 1, 100) <= 0 {
        try whileWaiting()
        continue
      }
      let count = chunk.withUnsafeMutableBytes { CSystem.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count >= 0 else { throw InputError(name, errno) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}

/// The reason why an input could not be read.
///
/// ```swift
/// do {
///   let text = try PatternInput(at: "evening.breath").read()
/// } catch let error as InputError where error.problem == .missing {
///   print("\(error.path) does not exist")
/// }
/// ```
public struct InputError: Error, Sendable, Hashable {
  /// The path or the name of the input.
  public let path: String
  /// The reason.
  public let problem: Problem

  /// A reason why an input could not be read.
  public enum Problem: Sendable, Hashable {
    /// No file has the path.
    case missing
    /// The path is that of a folder.
    case folder
    /// A device, a socket or the like.
    case notAFile
    /// The name does not end in `.breath`.
    case notAPattern
    /// The folder contains no pattern.
    case noPatterns
    /// The folder contains no log.
    case noLogs
    /// The permissions do not allow reading.
    case notReadable
    /// The path leads through a cycle of links.
    case symbolicLinkLoop
    /// A name in a folder is not UTF-8. The path spells its bytes.
    case notUTF8
    /// Any other refusal of the system, with its message.
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
      case ELOOP: .symbolicLinkLoop
      default: .system(String(cString: strerror(code)))
      }
  }
}

extension FileKind {
  /// The kind of the target of an input's path, through links.
  package init(ofInput path: String) throws(InputError) {
    guard let kind = FileKind(following: path) else { throw InputError(path, errno) }
    self = kind
  }
}
