import Timing

/// What a stretch of the picture is coloured for.
enum BreathBand: Int, CaseIterable, Sendable {
  case inhale, fullHold, exhale, emptyHold
  /// Breaths that are too short in the picture to be told apart in colour.
  case breathing
  case rest, tense, release
  /// Somebody speaks.
  case speech

  init(of movement: PhaseEvent) {
    self =
      switch movement.phase {
      case .inhale: .inhale
      case .exhale: .exhale
      case .hold: movement.lungs == .full ? .fullHold : .emptyHold
      case .rest: .rest
      case .tense: .tense
      case .release: .release
      }
  }

  var isBreathing: Bool { rawValue <= Self.breathing.rawValue }

  /// Its name in the style sheet.
  var styleClass: String { "\(self)" }

  /// By day and by night; chosen to differ in lightness, too.
  var colours: (light: String, dark: String) {
    switch self {
    case .inhale: ("#a9d3f5", "#1d5c8f")
    case .fullHold: ("#d6c4f0", "#5b4391")
    case .exhale: ("#b5e3c0", "#1f6b45")
    case .emptyHold: ("#dfe3e8", "#3d4652")
    case .breathing: ("#c3e0ec", "#21586b")
    case .rest: ("#f3e7c9", "#5c4d22")
    case .tense: ("#f2b8ae", "#87392c")
    case .release: ("#f6dcc8", "#6b4a33")
    case .speech: ("#f5f0b5", "#66611c")
    }
  }
}
