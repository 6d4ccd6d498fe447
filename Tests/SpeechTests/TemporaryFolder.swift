import Foundation

/// A folder of a test's own, which goes away with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adem-speech-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The whole path of a name in this folder.
  subscript(name: String) -> String { path + "/" + name }

  /// Writes a file, and first the folders in which it lies.
  func write(_ name: String, _ bytes: Data) throws {
    let file = URL(fileURLWithPath: self[name])
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
  }

  /// Makes a symbolic link; the target is as it will stand in the link.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: self[name], withDestinationPath: target)
  }

  func bytes(of name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: self[name])) }

  func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }

  /// Everything below this folder, hidden files too, by path and in order; folders only where they are empty.
  var contents: [String] {
    get throws {
      let names = try FileManager.default.subpathsOfDirectory(atPath: path)
      return names.filter { name in !names.contains { $0.hasPrefix(name + "/") } }.sorted()
    }
  }

  /// Makes a program in the shell's language, and gives its path.
  ///
  /// Another process writes it: while this one has it open, any process that is started elsewhere holds it for a moment,
  /// and the system starts no program that somebody writes.
  @discardableResult
  func program(_ name: String, _ script: String) throws -> String {
    try write(name + ".text", "#!/bin/sh\n" + script + "\n")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "cat \"$0.text\" > \"$0\" && chmod 755 \"$0\" && rm \"$0.text\"", self[name]]
    try process.run()
    process.waitUntilExit()
    return self[name]
  }
}
