import Foundation

/// The folder that these sources are in, found from this very file.
package enum Repository {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The patterns that ship, by their path below `patterns/` and without `.breath`.
  package static let patterns: [String] = {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path(of: "patterns"))) ?? []
    return names.filter { $0.hasSuffix(".breath") }.map { String($0.dropLast(7)) }.sorted()
  }()

  /// The whole path of a file, or of a folder.
  package static func path(of name: String) -> String { "\(root)/\(name)" }

  package static func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(of: name))), as: UTF8.self)
  }
}
