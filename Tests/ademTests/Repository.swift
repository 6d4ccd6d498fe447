import Foundation

/// The folder that these sources are in, found from this very file.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The patterns that ship, by their path below `patterns/` and without `.breath`.
  static let patterns: [String] = {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root + "/patterns")) ?? []
    return names.filter { $0.hasSuffix(".breath") }.map { String($0.dropLast(7)) }.sorted()
  }()

  static func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: root + "/" + name)), as: UTF8.self)
  }
}
