/// The bit rates that a lossy kind of file can have, in kbit/s.
///
/// ```swift
/// Container.mp3.bitRates(at: 48_000, channels: 1)?.contains(64)  // true
/// ```
///
/// The usual bit rate is the default.
public struct BitRates: Sendable, Hashable {
  /// The form of a choice.
  public enum Choice: Sendable, Hashable {
    /// The steps of a codec, the lowest first.
    case steps([Int])
    /// Every whole number in a range.
    case range(ClosedRange<Int>)
  }

  /// The bit rates from which one can be chosen.
  public let choice: Choice
  /// The default bit rate.
  public let usual: Int
  /// Whether silence takes as many bytes as sound, so that the size of a file is known beforehand.
  public let isConstant: Bool

  /// Whether a bit rate can be chosen.
  public func contains(_ bitRate: Int) -> Bool {
    switch choice {
    case .steps(let steps): steps.contains(bitRate)
    case .range(let range): range.contains(bitRate)
    }
  }

  /// The bit rate that can be chosen and is nearest to another one; of two the higher.
  public func nearest(to bitRate: Int) -> Int {
    switch choice {
    case .steps(let steps): steps.min { (abs($0 - bitRate), -$0) < (abs($1 - bitRate), -$1) } ?? usual
    case .range(let range): min(max(bitRate, range.lowerBound), range.upperBound)
    }
  }
}
