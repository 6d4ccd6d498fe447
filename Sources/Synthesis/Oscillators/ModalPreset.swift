/// A body that rings when it is struck: a sum of modes, each with its own decay.
public enum ModalPreset: Sendable, Hashable, CaseIterable {
  /// A singing bowl: few modes, most of them pairs that beat.
  case bowl
  /// Hum, prime, tierce, nominal and superquint of a bell (A. H. Benade, Fundamentals of Musical Acoustics, chapter 5).
  case bell
  /// A tube or bar that is free at both ends: 1 : 2.756 : 5.404 (the same, chapter 4).
  case chime
  /// A bar tuned like a marimba's, struck with a soft mallet: the second mode is two octaves above the first.
  case pluck
  /// A tine of a kalimba, held at one end: 1 : 6.27 : 17.5 (N. H. Fletcher and T. D. Rossing, The Physics of Musical
  /// Instruments, chapter 2), and an octave from its box. It rings longer than a mallet.
  case kalimba
  /// A wood block: dry and short.
  case wood
  /// A short, high, soft tick.
  case tick

  /// One mode of vibration.
  struct Mode {
    /// Frequency relative to the body's pitch.
    var ratio: Double
    var level: Double
    /// Time in seconds in which the amplitude halves.
    var halfLife: Double
    /// Distance in Hz to the twin with which the mode beats; the twin has a third of the mode's level.
    var beat = 0.0
  }

  /// Modes of the body. Their levels add up to 1, so a cue never exceeds its level.
  var modes: [Mode] {
    switch self {
    case .bowl:
      [
        Mode(ratio: 1, level: 0.62, halfLife: 1.9, beat: 0.7), Mode(ratio: 2.78, level: 0.26, halfLife: 0.8, beat: 1.1),
        Mode(ratio: 5.18, level: 0.09, halfLife: 0.3, beat: 1.7), Mode(ratio: 8.1, level: 0.03, halfLife: 0.12),
      ]
    case .bell:
      [
        Mode(ratio: 0.5, level: 0.28, halfLife: 0.75), Mode(ratio: 1, level: 0.36, halfLife: 0.55),
        Mode(ratio: 1.2, level: 0.14, halfLife: 0.40), Mode(ratio: 2, level: 0.16, halfLife: 0.25),
        Mode(ratio: 3, level: 0.06, halfLife: 0.10),
      ]
    case .chime:
      [
        Mode(ratio: 1, level: 0.66, halfLife: 0.7, beat: 0.4), Mode(ratio: 2.756, level: 0.24, halfLife: 0.28),
        Mode(ratio: 5.404, level: 0.10, halfLife: 0.1),
      ]
    case .pluck:
      [
        Mode(ratio: 1, level: 0.82, halfLife: 0.11), Mode(ratio: 4, level: 0.12, halfLife: 0.025),
        Mode(ratio: 9.2, level: 0.06, halfLife: 0.008),
      ]
    case .kalimba:
      [
        Mode(ratio: 1, level: 0.84, halfLife: 0.3), Mode(ratio: 2, level: 0.06, halfLife: 0.12),
        Mode(ratio: 6.27, level: 0.08, halfLife: 0.035), Mode(ratio: 17.5, level: 0.02, halfLife: 0.006),
      ]
    case .wood:
      [
        Mode(ratio: 1, level: 0.68, halfLife: 0.018), Mode(ratio: 2.57, level: 0.22, halfLife: 0.009),
        Mode(ratio: 4.9, level: 0.10, halfLife: 0.005),
      ]
    case .tick: [Mode(ratio: 1, level: 0.85, halfLife: 0.007), Mode(ratio: 2.7, level: 0.15, halfLife: 0.003)]
    }
  }

  var usualRing: Duration {
    switch self {
    case .bowl: .seconds(10)
    case .bell: .seconds(6)
    case .chime: .seconds(5)
    case .pluck: .milliseconds(900)
    case .kalimba: .seconds(2)
    case .wood: .milliseconds(180)
    case .tick: .milliseconds(60)
    }
  }

  var usualFall: Duration {
    switch self {
    case .bowl, .bell, .chime: .seconds(1)
    case .pluck: .milliseconds(60)
    case .kalimba: .milliseconds(200)
    case .wood: .milliseconds(20)
    case .tick: .milliseconds(10)
    }
  }

  var ringsOn: Bool {
    switch self {
    case .bowl, .bell, .chime: true
    case .pluck, .kalimba, .wood, .tick: false
    }
  }
}
