/// A pitch as it is written: a note such as `A3`, `C#5` or `Bb2`, or a frequency such as `440Hz` from 20 to 20000.
public struct PitchName: Sendable, Hashable, ExpressibleByStringLiteral {
  public let text: String

  /// Any text; whether it names a pitch, ``isPitch`` says.
  public init(_ text: String) { self.text = text }

  public init(stringLiteral text: String) { self.text = text }

  /// Semitones above the C below the range of hearing, `C0`; `nil` for a frequency.
  public var semitone: Int? {
    guard !text.hasSuffix("Hz"), let octave = text.last?.wholeNumberValue, let note = text.first else { return nil }
    let steps: [Character: Int] = ["C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11]
    let accidental = text.contains("#") ? 1 : text.contains("b") ? -1 : 0
    return steps[note].map { 12 * octave + $0 + accidental }
  }

  /// In Hz; `nil` for a note.
  public var frequency: Double? { text.hasSuffix("Hz") ? Double(text.dropLast(2)) : nil }

  public var isPitch: Bool {
    if text.hasSuffix("Hz") { return frequency.map((20.0...20_000).contains) ?? false }
    var letters = Array(text)
    guard let octave = letters.popLast(), "012345678".contains(octave), let note = letters.first else { return false }
    return "ABCDEFG".contains(note) && ["", "#", "b"].contains(String(letters.dropFirst()))
  }
}
