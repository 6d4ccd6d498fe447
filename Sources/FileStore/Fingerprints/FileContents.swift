import Synchronization

/// A cache of digests of input files. A file is read again only when its stat signature changes.
///
/// A batch asks for the digest of each recording, and of the speech program, once per track.
package enum FileContents {
  private struct Known {
    var signature: StatSignature
    var digest: Digest
  }

  private static let known = Mutex<[String: Known]>([:])

  /// Returns the digest of a file, through links; nil, with `errno` set, if it cannot be read.
  package static func digest(at path: String) -> Digest? {
    guard let signature = StatSignature(following: path) else { return nil }
    if let found = known.withLock({ $0[path] }), found.signature == signature { return found.digest }
    guard let digest = Digest(ofFileAt: path) else { return nil }
    known.withLock { $0[path] = Known(signature: signature, digest: digest) }
    return digest
  }
}
