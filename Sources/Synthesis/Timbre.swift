/// What a cue is made of.
public enum Timbre: Sendable, Hashable {
  /// A tone with two soft partials; it holds its pitch.
  case tone(Hertz)
  /// A tone that travels from one pitch to another over its whole length, quickly at first and slower later, as lungs
  /// fill and empty, and arrives exactly.
  case glide(from: Hertz, to: Hertz)
  /// A struck bell: inharmonic partials, the higher ones dying sooner.
  case bell(Hertz)
  /// A soft mallet on wood, as a kalimba or a marimba: marks where a phase begins.
  case mallet(Hertz)
  /// A short, high, soft tick.
  case tick(Hertz)
}

extension Timbre {
  /// Partials that sound for as long as the cue does.
  struct SustainedPartial {
    var ratio: Double
    var level: Double
  }

  /// A mode of a struck body.
  struct Mode {
    var ratio: Double
    var level: Double
    /// The time in which its amplitude halves.
    var halfLife: Double
  }

  static let sustained = [
    SustainedPartial(ratio: 1, level: 0.78), SustainedPartial(ratio: 2, level: 0.16),
    SustainedPartial(ratio: 3, level: 0.06),
  ]

  /// The modes of a struck timbre; their levels add up to 1, so that a cue never exceeds its own level.
  var modes: [Mode]? {
    switch self {
    case .tone, .glide: nil
    // Hum, prime, tierce, nominal and superquint of a bell (A. H. Benade, Fundamentals of Musical Acoustics, chapter 5).
    case .bell:
      [
        Mode(ratio: 0.5, level: 0.28, halfLife: 0.75), Mode(ratio: 1, level: 0.36, halfLife: 0.55),
        Mode(ratio: 1.2, level: 0.14, halfLife: 0.40), Mode(ratio: 2, level: 0.16, halfLife: 0.25),
        Mode(ratio: 3, level: 0.06, halfLife: 0.10),
      ]
    // A bar tuned as a marimba's: the second mode two octaves above the first.
    case .mallet:
      [
        Mode(ratio: 1, level: 0.82, halfLife: 0.11), Mode(ratio: 4, level: 0.12, halfLife: 0.025),
        Mode(ratio: 9.2, level: 0.06, halfLife: 0.008),
      ]
    case .tick: [Mode(ratio: 1, level: 0.85, halfLife: 0.007), Mode(ratio: 2.7, level: 0.15, halfLife: 0.003)]
    }
  }

  /// The highest pitch on which partials are based.
  var pitch: Hertz {
    switch self {
    case .tone(let pitch), .bell(let pitch), .mallet(let pitch), .tick(let pitch): pitch
    case .glide(let from, let to): from.value > to.value ? from : to
    }
  }
}
