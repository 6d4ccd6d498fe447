import FileStore
import PatternLanguage
import SoundFiles
import Synthesis

/// The recordings in a folder and its sub-folders that a pattern may play. A path is relative to the folder of the text
/// that contains it.
///
/// ```swift
/// let library = RecordingLibrary.folder("patterns")
/// let length = try library.length(of: "sea.flac", usedBy: "patterns/evening.breath")
/// ```
public struct RecordingLibrary: Sendable {
  /// The reason why a recording cannot be played.
  public enum Failure: Error, Sendable, Equatable {
    /// The file does not exist. The suggestion is a similar path.
    case missing(suggestion: String?)
    /// The file is outside the folder to which the pattern is confined.
    case outsideRoot
    /// The file exists but cannot be used.
    case unusable(RecordingError.Problem)
  }

  private let root: String
  private let limits: RecordingLimits

  /// Returns the library of a folder.
  ///
  /// - Parameters:
  ///   - root: the folder. No file outside it is read, neither by a path nor through a link.
  ///   - limits: the largest length and size of a recording.
  public static func folder(_ root: String, within limits: RecordingLimits = .ofTracks) -> RecordingLibrary {
    RecordingLibrary(root: root, limits: limits)
  }

  /// Returns the length of a valid recording. The whole file is decoded block by block, since the header does not show
  /// whether it is damaged.
  ///
  /// - Parameters:
  ///   - path: the path as the text contains it.
  ///   - user: the name of that text.
  /// - Throws: `PlaybackError`.
  public func length(of path: String, usedBy user: String) throws -> Duration {
    try reading(path, usedBy: user) { try RecordingLengths.length(at: $0, within: limits) }
  }

  /// Returns the digest of a recording, to find out whether it has changed.
  ///
  /// - Throws: `PlaybackError`.
  package func digest(of path: String, usedBy user: String) throws -> Digest {
    try reading(path, usedBy: user) { name in
      if let digest = FileContents.digest(at: name) { return digest }
      // Opened again for the error: a file that cannot be hashed cannot be decoded either.
      _ = try open(name)
      throw RecordingError(name, .notReadable)
    }
  }

  /// Opens the decoder of a file that may be read.
  func open(_ name: String) throws(RecordingError) -> SampleReader { try SampleReader(ofFileAt: name, within: limits) }

  /// Resolves a path and passes it to `content`.
  ///
  /// - Throws: `PlaybackError`, if the file cannot be used, and the errors of `content`.
  func reading<Content>(
    _ path: String, usedBy user: String, _ content: (_ name: String) throws -> Content
  ) throws -> Content {
    let name = path.seen(from: user)
    guard let root = ConfinedDirectory(root), root.contains(name) else {
      throw PlaybackError(path, .unusable(.outsideRoot))
    }
    do {
      return try content(name)
    } catch let error as RecordingError {
      guard error.problem == .missing else { throw PlaybackError(path, .unusable(.unusable(error.problem))) }
      let nearest = Self.suggestion(for: path, in: name.folderPart)
      throw PlaybackError(path, .unusable(.missing(suggestion: nearest?.beside(path))))
    }
  }

  /// The recording in a folder that is clearly meant: by a mistyped name, or by one without its extension. Only files
  /// with an extension of recordings are suggested, though any file is read whose content is one.
  private static func suggestion(for path: String, in folder: String) -> String? {
    let wanted = path.lastComponent
    guard !wanted.isEmpty else { return nil }
    let names = PatternFiles.entries(in: folder.isEmpty ? "." : folder).filter { name in
      guard !name.hasPrefix("."), let dot = name.lastIndex(of: ".") else { return false }
      return Recording.extensions.contains(name[name.index(after: dot)...].lowercased())
    }
    let sameStem = names.filter { $0.withoutExtension == wanted.withoutExtension }
    return sameStem.count == 1 ? sameStem[0] : names.nearest(to: wanted, by: \.self)
  }
}

extension String {
  fileprivate var withoutExtension: Substring {
    lastIndex(of: ".").map { $0 == startIndex ? self[...] : self[..<$0] } ?? self[...]
  }
}

/// The reason why a track cannot play a recording. It holds facts only; the command line has the wording.
///
/// ```swift
/// do {
///   _ = try track.render(to: "evening.wav")
/// } catch let error as PlaybackError {
///   print(error.file, error.problem)
/// }
/// ```
public struct PlaybackError: Error, Sendable, Equatable {
  /// The path as the pattern contains it.
  public let file: String
  /// The reason.
  public let problem: Problem

  package init(_ file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }

  /// A reason why a recording cannot be played.
  public enum Problem: Sendable, Equatable {
    /// The file cannot be used.
    case unusable(RecordingLibrary.Failure)
    /// The recording of a bed is shorter than `least`, so that its repetition would be audible.
    case loopTooShort(length: Duration, least: Duration)
    /// The recording of a bed is silent.
    case silentLoop
  }
}
