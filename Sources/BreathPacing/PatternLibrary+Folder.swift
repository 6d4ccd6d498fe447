import FileStore
import PatternLanguage
import SoundFiles
import Synchronization

extension PatternLibrary {
  /// The patterns of a folder and its sub-folders. A path begins in the folder of the pattern that writes it.
  ///
  /// - Parameter root: nothing outside it is read, however a path is spelled.
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
        case .notReadable: return .failure(.unreadable("it may not be read"))
        case .notUTF8: return .failure(.unreadable("its name is not UTF-8"))
        case .linksInACircle: return .failure(.unreadable("its links lead in a circle"))
        case .system(let message): return .failure(.unreadable(message))
        }
      } catch {
        return .failure(.unreadable("\(error)"))
      }
    }
  }

  /// The pattern, or the set of sounds, in a folder that is clearly meant by a mistyped name.
  private static func suggestion(for path: String, among entries: [String]) -> String? {
    guard let last = path.split(separator: "/").last.map(String.init) else { return nil }
    let kind = last.hasSuffix(SoundSet.fileExtension) ? SoundSet.fileExtension : PatternFiles.fileExtension
    let names = entries.filter { $0.hasSuffix(kind) && $0 != kind }
    let wanted = last.hasSuffix(kind) ? last : last + kind
    return names.contains(wanted) ? wanted : names.nearest(to: wanted, by: \.self)
  }
}

/// The names in the folders that were looked into, so that a text with many mistyped names has each folder listed once.
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

extension String {
  /// What stands before the last slash; empty where there is none.
  package var folderPart: String {
    lastIndex(of: "/").map { $0 == startIndex ? "/" : String(self[..<$0]) } ?? ""
  }

  /// What stands behind the last slash that has something behind it; empty where nothing does.
  package var lastComponent: String { split(separator: "/").last.map(String.init) ?? "" }

  /// A name in the folder that a path leads to, as whoever wrote the path would write it.
  func beside(_ path: String) -> String {
    path.folderPart.isEmpty ? self : path.folderPart.appendingComponent(self)
  }

  /// A path that a text writes, beginning in the folder of that text.
  func seen(from user: String) -> String {
    let folder = user.folderPart
    let joined = hasPrefix("/") || folder.isEmpty ? self : folder.appendingComponent(self)
    return joined.withoutDots
  }

  /// The path without `.` and, where a component stands before it, without `..`.
  var withoutDots: String {
    var parts: [Substring] = []
    for part in split(separator: "/") {
      switch part {
      case ".": continue
      case ".." where parts.last.map { $0 != ".." } ?? false: parts.removeLast()
      default: parts.append(part)
      }
    }
    return (hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
