import Foundation
import TestSupport
import Testing

/// A text in the repository that says what the program answers, and is compared with what it does answer.
///
/// `ADEM_UPDATE_GALLERY=1 make test` writes such texts anew; what changed is then read, and not just taken.
struct GoldenText {
  /// Below the root of the repository.
  let path: String

  static var isUpdating: Bool { ProcessInfo.processInfo.environment["ADEM_UPDATE_GALLERY"] != nil }

  func compare(with fresh: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let kept = try? Repository.text(of: path)
    if Self.isUpdating, kept != fresh {
      try fresh.write(toFile: "\(Repository.root)/\(path)", atomically: true, encoding: .utf8)
    }
    #expect(kept == fresh, "\(path): write it anew with ADEM_UPDATE_GALLERY=1", sourceLocation: sourceLocation)
  }
}
