import FileStore
import PatternLanguage
import SoundFiles
import Synchronization

extension PatternLibrary {
  /// Returns the patterns of a folder and its sub-folders. A path is relative to the folder of the text that contains
  /// it.
  ///
  /// - Parameter root: the folder. No file outside it is read, however a path is spelled.
  public static func folder(_ root: String) -> PatternLibrary {
    let folders = FolderListings()
    return PatternLibrary { path, user in
      let name = path.seen(from: user)
      guard let root = ConfinedDirectory(root), root.contains(name) else { return .failure(.outsideRoot) }
      do {
        return .success(try PatternInput.file(name).read())
      } catch let error as InputError {
        switch error.problem {
        case .missing, .folder, .notAFile, .notAPattern, .noPatterns, .noLogs:
          let nearest = suggestion(for: path, among: folders.entries(in: name.folderPart))
          return .failure(.missing(suggestion: nearest?.beside(path)))
        case .notReadable: return .failure(.notReadable)
        case .notUTF8: return .failure(.notUTF8)
        case .symbolicLinkLoop: return .failure(.symbolicLinkLoop)
        case .system(let message): return .failure(.system(message))
        }
      } catch {
        return .failure(.system("\(error)"))
      }
    }
  }

  /// Returns the pattern or sound set in a folder that a mistyped name most likely means.
  private static func suggestion(for path: String, among entries: [String]) -> String? {
    let last = path.lastComponent
    guard !last.isEmpty else { return nil }
    let kind = last.hasSuffix(SoundSet.fileExtension) ? SoundSet.fileExtension : PatternFiles.fileExtension
    let names = entries.filter { $0.hasSuffix(kind) && $0 != kind }
    let wanted = last.hasSuffix(kind) ? last : last + kind
    return names.contains(wanted) ? wanted : names.nearest(to: wanted, by: \.self)
  }
}

/// A cache of folder listings, so that a text with many mistyped names lists each folder once.
private final class FolderListings: Sendable {
  private let known = Mutex<[String: [String]]>([:])

  func entries(in folder: String) -> [String] {
    known.withLock { known in
      let entries = known[folder] ?? PatternFiles.entries(in: folder.isEmpty ? "." : folder)
      known[folder] = entries
      return entries
    }
  }
}
