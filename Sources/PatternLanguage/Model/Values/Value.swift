/// Value of an expression.
public enum Value: Sendable, Hashable {
  /// A number without a unit.
  case number(Rational)
  /// A time.
  case time(Duration)
  /// Breaths per minute.
  case rate(Rational)
  /// A level in dB.
  case level(Rational)
  /// A loudness in LUFS.
  case loudness(Rational)
  /// A text.
  case text(String)
  /// A side of the body.
  case side(Side)

  /// Whether it is a number or a time equal to zero.
  var isZero: Bool {
    switch self {
    case .number(let number): number == 0
    case .time(let time): time == .zero
    default: false
    }
  }

  /// The value with its kind, for messages.
  var described: String {
    switch self {
    case .number(let number): "the bare number \(number)"
    case .time(let time): "the time \(time.spelled)"
    case .rate(let rate): "the rate \(rate)/min"
    case .level(let level): "the level \(level)dB"
    case .loudness(let loudness): "the loudness \(loudness)LUFS"
    case .text(let text): "the text \"\(text.prefix(40))\""
    case .side(let side): "the side '\(side.rawValue)'"
    }
  }

  /// The value in the language without quotes, which replaces `{name}` in a text.
  var spelled: String {
    switch self {
    case .number(let number): "\(number)"
    case .time(let time): time.spelled
    case .rate(let rate): "\(rate)/min"
    case .level(let level): "\(level)dB"
    case .loudness(let loudness): "\(loudness)LUFS"
    case .text(let text): text
    case .side(let side): side.rawValue
    }
  }

  /// The kind of the value for a message.
  var kind: String {
    switch self {
    case .number: "a number"
    case .time: "a time"
    case .rate: "a rate"
    case .level: "a level"
    case .loudness: "a loudness"
    case .text: "a text"
    case .side: "a side"
    }
  }
}
