/// How loud a bed is at each frame of a track: it comes and goes at the ends, and draws back beneath words.
struct BedLevel {
  /// Those that are near, in frames.
  var words: [Range<Int>] = []
  private let gain: Double
  /// The frames in which it comes, and those in which it goes; none where everything fades together.
  private let edges: (rise: Int, fall: Int)
  private let frames: Int
  private let fall: Int
  private let rise: Int

  init(of layer: BedLayer, in sound: Sound) {
    let clock = SampleClock(rate: sound.rate)
    gain = layer.level.gain
    frames = sound.frames
    let edge = min(clock.frame(at: BedLayer.edge), frames / 4)
    let fadeOut = sound.mix.fadeOut(ofTrackLasting: sound.timeline.length)
    edges = (sound.mix.fadeIn > .zero ? 0 : edge, fadeOut > .zero ? 0 : edge)
    fall = clock.frame(at: BedLayer.duckingFall)
    rise = clock.frame(at: BedLayer.duckingRise)
  }

  /// How long before words it has to know of them.
  var foresight: Int { fall + BedSound.breathStep }

  mutating func forgetWords(before frame: Int) { words.removeAll { $0.upperBound + rise < frame } }

  func value(at frame: Int) -> Double {
    let level = gain * Self.raisedCosine(frame, of: edges.rise) * Self.raisedCosine(frames - frame, of: edges.fall)
    guard !words.isEmpty else { return level }
    // How far it has drawn back, for the words that are the nearest.
    let depth = words.reduce(0.0) { depth, range in
      let near =
        frame < range.lowerBound
        ? Self.raisedCosine(frame - range.lowerBound + fall, of: fall)
        : Self.raisedCosine(range.upperBound + rise - frame, of: rise)
      return max(depth, near)
    }
    return level * Decibels(BedLayer.ducking.value * depth).gain
  }

  /// From 0 to 1 over so many frames; 1 over none.
  private static func raisedCosine(_ frame: Int, of length: Int) -> Double {
    guard length > 0, frame < length else { return 1 }
    return Elementary.raisedCosine(Double(max(0, frame)) / Double(length))
  }
}
