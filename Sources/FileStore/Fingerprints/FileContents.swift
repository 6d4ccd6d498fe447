import Synchronization

/// What is known of files that a program reads, each looked at once for as long as it stays as it is.
///
/// A batch asks for the digest of one recording, or of one program that speaks, for each of its tracks.
package enum FileContents {
  private struct Known {
    var stamp: StatSignature
    var digest: Digest
  }

  private static let known = Mutex<[String: Known]>([:])

  /// Nil, and `errno`, where no file can be read. Links are followed.
  package static func digest(at path: String) -> Digest? {
    guard let stamp = StatSignature(following: path) else { return nil }
    if let found = known.withLock({ $0[path] }), found.stamp == stamp { return found.digest }
    guard let digest = Digest(ofFileAt: path) else { return nil }
    known.withLock { $0[path] = Known(stamp: stamp, digest: digest) }
    return digest
  }
}
