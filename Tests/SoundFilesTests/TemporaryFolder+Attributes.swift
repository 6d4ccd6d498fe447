import Foundation
import TestSupport
import Testing

extension TemporaryFolder {
  /// Every name in it, hidden ones too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func mode(of name: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: self[name])[.posixPermissions] as? Int)
  }
}
