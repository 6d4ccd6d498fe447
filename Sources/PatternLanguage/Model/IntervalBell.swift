/// A bell that rings over the breathing and moves none of it: `bell every 5min`, `bell at half "halverwege"`.
public struct IntervalBell: Sendable, Hashable {
  /// When it rings.
  public var moment: Moment
  /// What is said with it.
  public var text: String?

  /// Creates a bell at a moment, with an optional text that is spoken after it.
  public init(_ moment: Moment, saying text: String? = nil) {
    self.moment = moment
    self.text = text
  }

  /// An instant or several, measured from the beginning of the steps: those of the track, without its lead-in, or of the section
  /// that has the bell. A bell at the very beginning or end of them is left out.
  public enum Moment: Sendable, Hashable {
    /// Each time that so much has passed.
    case every(Duration)
    /// Once, when so much has passed.
    case at(Duration)
    /// When half of the steps has passed.
    case half
    /// So much before the end of the steps.
    case beforeEnd(Duration)

    /// How long the steps have to last for it.
    var needed: Duration {
      switch self {
      case .every(let time), .at(let time), .beforeEnd(let time): time
      case .half: .zero
      }
    }
  }

  /// When it rings in steps of a length.
  ///
  /// - Parameter index: counted from 0; only one that rings every so often has more than the first.
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
