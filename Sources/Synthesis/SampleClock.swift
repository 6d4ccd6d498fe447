/// Converts instants to frames. All rounding of time to frames happens here; only instants are rounded, never lengths.
///
/// ```swift
/// let clock = SampleClock(rate: 48_000)
/// let frame = clock.frame(at: .milliseconds(500))  // 24,000
/// ```
public struct SampleClock: Sendable, Hashable {
  /// Frames per second.
  public let rate: Int

  /// A clock at a rate.
  public init(rate: Int) { self.rate = rate }

  /// The frame nearest to an instant (halves up), counted from 0.
  ///
  /// Whole seconds and the fraction are converted separately, so that no product exceeds 128 bits.
  public func frame(at instant: Duration) -> Int {
    let (seconds, attoseconds) = instant.components
    let part = (Int128(attoseconds) * Int128(rate) + 500_000_000_000_000_000) / 1_000_000_000_000_000_000
    return Int(seconds) * rate + Int(part)
  }

  /// The instant at which a frame begins, or the length of that many frames, rounded down to the attosecond.
  public func instant(of frame: Int) -> Duration {
    .seconds(frame / rate)
      + Duration(attoseconds: Int128(frame % rate) * 1_000_000_000_000_000_000 / Int128(rate))
  }
}
