import Foundation

/// A folder of a test's own, which goes away with the last reference to it.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init(in parent: String = FileManager.default.temporaryDirectory.path) throws {
    path = "\(parent)/adem-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// The cache of all tests of this run, so that espeak-ng speaks each text once. It goes away when the run ends.
  package static let cache: TemporaryFolder = {
    guard let folder = try? TemporaryFolder() else { fatalError("no temporary folder can be made") }
    atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.cache.path) }
    return folder
  }()

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The whole path of a name in this folder.
  package subscript(name: String) -> String { path + "/" + name }

  /// Writes a file, and first the folders in which it lies.
  package func write(_ name: String, _ bytes: Data) throws {
    let file = URL(fileURLWithPath: self[name])
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  package func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  package func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
  }

  /// Creates a symbolic link and the folders that contain it; the target is stored as it is given.
  package func link(_ name: String, to target: String) throws {
    let folder = (self[name] as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: self[name], withDestinationPath: target)
  }

  package func bytes(of name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: self[name])) }

  package func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }

  /// Everything below this folder, hidden files too, by path and in order; folders only where they are empty.
  package var contents: [String] {
    get throws {
      let names = try FileManager.default.subpathsOfDirectory(atPath: path)
      let parents = Set(names.map { ($0 as NSString).deletingLastPathComponent })
      return names.filter { !parents.contains($0) }.sorted()
    }
  }
}
