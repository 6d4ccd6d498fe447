import Synchronization
import Synthesis

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

  private struct KnownLength {
    var stamp: StatSignature
    var limits: RecordingLimits
    var length: Duration
  }

  private static let lengths = Mutex<[String: KnownLength]>([:])

  /// How long a recording lasts, read whole, block by block: then it is known to be in order, too.
  package static func length(at path: String, within limits: RecordingLimits) throws(RecordingError) -> Duration {
    let stamp = StatSignature(following: path)
    if let found = lengths.withLock({ $0[path] }), found.stamp == stamp, found.limits == limits { return found.length }
    let reader = try SampleReader(ofFileAt: path, within: limits)
    while try reader.next() != nil {}
    let length = SampleClock(rate: reader.rate).instant(of: reader.frames)
    if let stamp { lengths.withLock { $0[path] = KnownLength(stamp: stamp, limits: limits, length: length) } }
    return length
  }
}
