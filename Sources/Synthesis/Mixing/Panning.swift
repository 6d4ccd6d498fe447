import PatternLanguage

/// How loudly a cue sounds in each channel.
struct Panning: Sendable, Hashable {
  let gains: [Float]

  /// Constant power: the squares of the gains add up to 1. A side sounds four fifths of the way out, so that the other
  /// ear still hears it, 9.5 dB softer. In mono every cue keeps its level.
  init(side: Side?, channels: Int) {
    guard channels == 2 else {
      gains = [1]
      return
    }
    let place =
      switch side {
      case .left: -0.8
      case .right: 0.8
      case nil: 0.0
      }
    gains = [Float(((1 - place) / 2).squareRoot()), Float(((1 + place) / 2).squareRoot())]
  }
}
