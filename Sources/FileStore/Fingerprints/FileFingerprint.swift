/// By which a file that we wrote is known again: at a glance by its stamp, and without doubt by its content.
package struct FileFingerprint: Sendable, Hashable, Codable {
  package private(set) var stamp: StatSignature
  /// The 128-bit XXH3 hash of its bytes, in hexadecimal digits.
  package let content: String

  package init(stamp: StatSignature, digest: Digest) {
    self.stamp = stamp
    content = digest.hexadecimal
  }

  /// The same content, as it stands elsewhere.
  package func at(_ stamp: StatSignature) -> FileFingerprint {
    var print = self
    print.stamp = stamp
    return print
  }
}
