import FileStore
import PatternLanguage
import SoundFiles
import Synthesis

/// A folder of the user's own recordings, each named after its words.
struct VoiceFolder: Sendable {
  /// The number of names that an error suggests.
  private static let suggestions = 3

  private let path: String
  private let root: String

  init(_ path: String, root: String) {
    self.path = path
    self.root = root
  }

  /// Returns the trimmed recording with the first of the names that exists. Names are compared as slugs: `Adem in.wav`
  /// is `adem-in`.
  ///
  /// - Throws: a ``SpeechError/Problem`` if there is none, or if it is unreadable, silent or outside the root.
  func recording(named names: [String]) throws(SpeechError.Problem) -> Recording {
    let file = try file(named: names)
    let found: Recording
    do throws(RecordingError) {
      found = try Recording(readingFrom: file.path)
    } catch {
      throw .unusableRecording(file.spelled, error.problem)
    }
    var subsonic = SubsonicFilter(rate: found.rate, channels: found.channels)
    let audible = Recording(rate: found.rate, channels: found.channels, samples: subsonic.filtered(found.samples))
    guard let trimmed = audible.downmixed(to: 1).trimmedToSound() else { throw .silentRecording(file.spelled) }
    return trimmed
  }

  /// Returns the path of the recording's file as the user would write it; of the one to record if it is missing.
  func place(named names: [String]) throws(SpeechError.Problem) -> (file: String, isThere: Bool, nearest: String?) {
    do throws(SpeechError.Problem) {
      return (try file(named: names).spelled, true, nil)
    } catch {
      guard let name = names.first else { throw .nothingToSay }
      switch error {
      case .recordingMissing(_, _, let nearest): return (spelled("\(name).wav"), false, nearest.first)
      case .folderMissing: return (spelled("\(name).wav"), false, nil)
      default: throw error
      }
    }
  }

  /// Returns the path of a file in the folder.
  private func spelled(_ name: String) -> String { path.appendingComponent(name) }

  /// Returns the digest of the same recording's file.
  func digest(named names: [String]) throws(SpeechError.Problem) -> Digest {
    let file = try file(named: names)
    guard let digest = FileContents.digest(at: file.path) else { throw .unusableRecording(file.spelled, .notReadable) }
    return digest
  }

  /// Returns the path of the file, and the path as the user would write it.
  private func file(named names: [String]) throws(SpeechError.Problem) -> (path: String, spelled: String) {
    let root = try rootFolder()
    guard let folder = root.resolve(path) else { throw .folderMissing(path) }
    let files = Self.files(in: folder)
    guard let file = names.lazy.compactMap({ name in files.first { $0.slug == name } }).first else {
      throw .recordingMissing(folder: path, names: names, nearest: Self.nearest(to: names, in: files))
    }
    let spelled = spelled(file.name)
    // A file may be a link that leads out of the root.
    guard let whole = root.resolve("\(folder)/\(file.name)") else { throw .folderOutsideRoot(spelled) }
    return (whole, spelled)
  }

  private func rootFolder() throws(SpeechError.Problem) -> ConfinedDirectory {
    guard let root = ConfinedDirectory(root) else { throw .folderMissing(path) }
    guard root.contains(path.hasPrefix("/") ? path : "\(root.path)/\(path)") else { throw .folderOutsideRoot(path) }
    return root
  }

  private struct File {
    var name: String
    var slug: String
  }

  /// Returns the recordings of a folder; of several with one slug, the preferred extension comes first.
  private static func files(in folder: String) -> [File] {
    let names = FolderNames(of: folder)?.names ?? []
    let ranked = names.compactMap { name -> (rank: Int, file: File)? in
      guard !name.hasPrefix("."), let dot = name.lastIndex(of: "."),
        let rank = Recording.extensions.firstIndex(of: name[name.index(after: dot)...].lowercased())
      else { return nil }
      return (rank, File(name: name, slug: Slug(String(name[..<dot])).name))
    }
    return ranked.sorted { ($0.rank, $0.file.name) < ($1.rank, $1.file.name) }.map(\.file)
  }

  /// Returns suggestions: a probable typing error first, then names that begin alike.
  private static func nearest(to names: [String], in files: [File]) -> [String] {
    let typo = names.lazy.compactMap { files.nearest(to: $0, by: \.slug) }.first
    let alike = files.filter { file in names.contains { !$0.isEmpty && file.slug.hasPrefix($0.prefix(3)) } }
    let ordered = [typo].compactMap { $0 } + alike.sorted { $0.name < $1.name }
    var seen = Set<String>()
    return Array(ordered.map(\.name).filter { seen.insert($0).inserted }.prefix(suggestions))
  }
}
