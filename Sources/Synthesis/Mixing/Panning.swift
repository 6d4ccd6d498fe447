import PatternLanguage

/// Gain of a cue in each channel.
struct Panning: Sendable, Hashable {
  let gains: [Float]

  /// Creates gains of constant power, whose squares add up to 1. A side is four fifths of the way out, so that the
  /// opposite ear hears it 9.5 dB softer. Mono leaves the level unchanged.
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
