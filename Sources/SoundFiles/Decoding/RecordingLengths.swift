import FileStore
import Synchronization
import Synthesis

/// The lengths of recordings that a program reads, each measured once for as long as the file stays as it is.
package enum RecordingLengths {
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
