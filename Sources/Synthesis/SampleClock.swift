/// Turns instants into frames. All rounding of time to samples happens here, and only instants are rounded, never lengths.
public struct SampleClock: Sendable, Hashable {
  /// Frames a second.
  public let rate: Int

  public init(rate: Int) { self.rate = rate }

  /// The frame nearest to an instant (halves up), counted from 0.
  ///
  /// Seconds and the rest are taken apart, so that no product leaves 128 bits.
  public func frame(at instant: Duration) -> Int {
    let (seconds, attoseconds) = instant.components
    let part = (Int128(attoseconds) * Int128(rate) + 500_000_000_000_000_000) / 1_000_000_000_000_000_000
    return Int(seconds) * rate + Int(part)
  }

  /// When a frame begins, or how long that many frames last, down to the attosecond.
  public func instant(of frame: Int) -> Duration {
    .seconds(frame / rate)
      + Duration(attoseconds: Int128(frame % rate) * 1_000_000_000_000_000_000 / Int128(rate))
  }
}
