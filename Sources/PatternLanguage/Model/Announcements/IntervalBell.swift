/// A bell over the breathing, which does not shift any step: `bell every 5min`, `bell at half "halverwege"`.
///
/// ```swift
/// let bell = IntervalBell(.every(.seconds(300)), saying: "five minutes")
/// ```
public struct IntervalBell: Sendable, Hashable {
  /// The time or times at which the bell rings.
  public var moment: Moment
  /// The text that is spoken with the bell; `nil` for none.
  public var text: String?

  /// Creates a bell at a moment, with an optional text that is spoken after the stroke.
  public init(_ moment: Moment, saying text: String? = nil) {
    self.moment = moment
    self.text = text
  }

  /// One or more instants, relative to the beginning of the steps of the track (after its lead-in) or of the section
  /// with the bell. A bell exactly at the beginning or the end of the steps is left out.
  public enum Moment: Sendable, Hashable {
    /// Repeatedly, with this period.
    case every(Duration)
    /// Once, after this time.
    case at(Duration)
    /// Once, after half of the length of the steps.
    case half
    /// Once, this long before the end of the steps.
    case beforeEnd(Duration)

    /// The length that the steps must exceed for the bell to ring.
    var needed: Duration {
      switch self {
      case .every(let time), .at(let time), .beforeEnd(let time): time
      case .half: .zero
      }
    }
  }

  /// Returns an instant of the bell in steps of a given length; `nil` if it does not ring.
  ///
  /// - Parameter index: the index of the stroke, from 0; only a bell with a period has more than one.
  package func instant(_ index: Int, inStepsLasting length: Duration) -> Duration? {
    let instant: Duration
    switch moment {
    case .every(let period): instant = period * (index + 1)
    case .at(let time) where index == 0: instant = time
    case .half where index == 0: instant = length / 2
    case .beforeEnd(let time) where index == 0: instant = length - time
    case .at, .half, .beforeEnd: return nil
    }
    return instant > .zero && instant < length ? instant : nil
  }
}
