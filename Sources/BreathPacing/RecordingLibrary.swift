import FileStore
import SoundFiles
import Synthesis

/// Where a pattern finds the recordings that it plays.
public struct RecordingLibrary: Sendable {
  /// Why a recording that is used cannot be had.
  public enum Failure: Error, Sendable, Equatable {
    case missing(suggestion: String?)
    /// It lies outside the folder within which a pattern may use files.
    case outsideRoot
    /// It is there, but cannot be used.
    case unusable(RecordingError.Problem)
  }

  private let find: @Sendable (_ path: String, _ user: String) -> Result<Recording, Failure>
  private let digest: @Sendable (_ path: String, _ user: String) -> Result<Digest, Failure>

  /// Both are given the path as it is written and the name of the text that writes it.
  ///
  /// - Parameters:
  ///   - find: the recording.
  ///   - digest: that of its content.
  init(
    find: @escaping @Sendable (_ path: String, _ user: String) -> Result<Recording, Failure>,
    digest: @escaping @Sendable (_ path: String, _ user: String) -> Result<Digest, Failure>
  ) {
    self.find = find
    self.digest = digest
  }

  /// Reads the file anew each time: who plays a recording often keeps it.
  public func recording(at path: String, usedBy user: String) -> Result<Recording, Failure> { find(path, user) }

  /// By which it is known whether a recording has changed.
  package func digest(at path: String, usedBy user: String) -> Result<Digest, Failure> { digest(path, user) }
}

extension RecordingLibrary {
  /// The recordings of a folder and its sub-folders. A path begins in the folder of the pattern that writes it.
  ///
  /// - Parameter root: nothing outside it is read, however a path is spelled and wherever its links lead.
  public static func folder(_ root: String, within limits: RecordingLimits = RecordingLimits()) -> RecordingLibrary {
    @Sendable func read<Content>(
      _ path: String, _ user: String, _ content: (String) throws(RecordingError) -> Content
    ) -> Result<Content, Failure> {
      let name = path.seen(from: user)
      guard let root = ConfinedDirectory(root), root.contains(name) else { return .failure(.outsideRoot) }
      do throws(RecordingError) {
        return .success(try content(name))
      } catch {
        guard error.problem == .missing else { return .failure(.unusable(error.problem)) }
        let nearest = suggestion(for: path, in: name.folderPart)
        return .failure(.missing(suggestion: nearest?.beside(path)))
      }
    }
    return RecordingLibrary { path, user in
      read(path, user) { (name) throws(RecordingError) in try Recording(readingFrom: name, within: limits) }
    } digest: { path, user in
      read(path, user) { (name) throws(RecordingError) in
        // What cannot be digested cannot be read, either, and that knows why.
        if let digest = FileContents.digest(at: name) { return digest }
        let samples = try Recording(readingFrom: name, within: limits).samples
        return Digest(of: samples.flatMap { withUnsafeBytes(of: $0.bitPattern, Array.init) })
      }
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
