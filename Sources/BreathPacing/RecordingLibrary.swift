import FileStore
import PatternLanguage
import SoundFiles
import Synthesis

/// Where a pattern finds the recordings that it plays: in a folder and its sub-folders. A path begins in the folder of the
/// pattern that writes it.
public struct RecordingLibrary: Sendable {
  /// Why a recording that is used cannot be had.
  public enum Failure: Error, Sendable, Equatable {
    case missing(suggestion: String?)
    /// It lies outside the folder within which a pattern may use files.
    case outsideRoot
    /// It is there, but cannot be used.
    case unusable(RecordingError.Problem)
  }

  private let root: String
  private let limits: RecordingLimits

  /// - Parameter root: nothing outside it is read, however a path is spelled and wherever its links lead.
  public static func folder(_ root: String, within limits: RecordingLimits = .ofTracks) -> RecordingLibrary {
    RecordingLibrary(root: root, limits: limits)
  }

  /// How long a recording lasts that is in order from its beginning to its end.
  ///
  /// It is read whole, block by block, since the header of a damaged file tells nothing of that.
  ///
  /// - Parameters:
  ///   - path: as it is written.
  ///   - user: the name of the text that writes it.
  /// - Throws: `PlaybackError`.
  public func length(of path: String, usedBy user: String) throws -> Duration {
    try reading(path, usedBy: user) { try RecordingLengths.length(at: $0, within: limits) }
  }

  /// By which it is known whether a recording has changed.
  ///
  /// - Throws: `PlaybackError`.
  package func digest(of path: String, usedBy user: String) throws -> Digest {
    try reading(path, usedBy: user) { name in
      if let digest = FileContents.digest(at: name) { return digest }
      // What cannot be digested cannot be read, either, and that knows why.
      _ = try open(name)
      throw RecordingError(name, .notReadable)
    }
  }

  /// Begins to decode a file that may be read.
  func open(_ name: String) throws(RecordingError) -> SampleReader { try SampleReader(ofFileAt: name, within: limits) }

  /// What is made of the file that a path leads to.
  ///
  /// - Throws: `PlaybackError` where it cannot be used, and what `content` throws.
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

  /// By which a file is suggested as a recording; any file is read whose content is one.
  private static let extensions: Set<String> = [
    "wav", "flac", "ogg", "oga", "opus", "mp3", "aif", "aiff", "caf", "w64", "au",
  ]

  /// The recording in a folder that is clearly meant: by a mistyped name, or by one without its extension.
  private static func suggestion(for path: String, in folder: String) -> String? {
    guard let wanted = path.split(separator: "/").last.map(String.init) else { return nil }
    let names = PatternFiles.entries(in: folder.isEmpty ? "." : folder).filter { name in
      guard !name.hasPrefix("."), let dot = name.lastIndex(of: ".") else { return false }
      return extensions.contains(name[name.index(after: dot)...].lowercased())
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

/// Why something that a pattern plays cannot be played: facts only, worded at the edge.
public struct PlaybackError: Error, Sendable, Equatable {
  /// As the pattern writes it.
  public let file: String
  public let problem: Problem

  package init(_ file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }

  public enum Problem: Sendable, Equatable {
    case unusable(RecordingLibrary.Failure)
    /// The recording of a `clip` lasts longer than the time that it is given.
    case clipTooLong(length: Duration, room: Duration)
    case loopTooShort(length: Duration, least: Duration)
    case silentLoop
  }
}
