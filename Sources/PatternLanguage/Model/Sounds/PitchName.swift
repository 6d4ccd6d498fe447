/// A pitch in a text: a note such as `A3`, `C#5` or `Bb2`, or a frequency such as `440Hz`, from 20 to 20,000 Hz.
///
/// ```swift
/// let semitone = PitchName("A3").semitone  // 45
/// ```
public struct PitchName: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The pitch as it is written.
  public let text: String

  /// Any text; ``isPitch`` checks it.
  public init(_ text: String) { self.text = text }

  /// Any text as a literal; ``isPitch`` checks it.
  public init(stringLiteral text: String) { self.text = text }

  /// Semitones above `C0`; `nil` for a frequency.
  public var semitone: Int? {
    guard !text.hasSuffix("Hz"), let octave = text.last?.wholeNumberValue, let note = text.first else { return nil }
    let steps: [Character: Int] = ["C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11]
    let accidental = text.contains("#") ? 1 : text.contains("b") ? -1 : 0
    return steps[note].map { 12 * octave + $0 + accidental }
  }

  /// Frequency in Hz; `nil` for a note.
  public var frequency: Double? { text.hasSuffix("Hz") ? Double(text.dropLast(2)) : nil }

  /// Whether the text is a valid note or frequency.
  public var isPitch: Bool {
    if text.hasSuffix("Hz") { return frequency.map((20.0...20_000).contains) ?? false }
    var letters = Array(text)
    guard let octave = letters.popLast(), "012345678".contains(octave), let note = letters.first else { return false }
    return "ABCDEFG".contains(note) && ["", "#", "b"].contains(String(letters.dropFirst()))
  }
}
