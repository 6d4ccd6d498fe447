/// Level of a bed at each frame of a track. The bed fades in and out at the ends, is softer during words, and falls
/// with the cues where a profile lets them fall.
struct BedLevel {
  /// Frames of the words near the current position.
  var words: [Range<Int>] = []
  private let gain: Double
  /// Level decrease from the beginning of the track to its end in dB: that of the cues, so that the bed falls with
  /// them.
  private let decrease: Double
  /// The frames in which it comes, and those in which it goes; none where everything fades together.
  private let edges: (rise: Int, fall: Int)
  private let frames: Int
  private let fall: Int
  private let rise: Int

  init(of layer: BedLayer, in sound: Sound) {
    let clock = SampleClock(rate: sound.rate)
    gain = layer.level.gain
    frames = sound.frames
    decrease = sound.mix.levelDecrease.value
    let edge = min(clock.frame(at: BedLayer.edge), frames / 4)
    let fadeOut = sound.mix.fadeOut(ofTrackLasting: sound.timeline.length)
    edges = (sound.mix.fadeIn > .zero ? 0 : edge, fadeOut > .zero ? 0 : edge)
    fall = clock.frame(at: BedLayer.duckingFall)
    rise = clock.frame(at: BedLayer.duckingRise)
  }

  /// Frames by which words must be known in advance.
  var foresight: Int { fall + BedSound.breathStep }

  /// Frames after words in which the bed is still softer.
  var memory: Int { rise }

  func value(at frame: Int) -> Double {
    let decrease = decrease == 0 ? 1 : Decibels(-decrease * Double(frame) / Double(frames)).gain
    let level =
      gain * decrease * Self.raisedCosine(frame, of: edges.rise) * Self.raisedCosine(frames - frame, of: edges.fall)
    guard !words.isEmpty else { return level }
    // Share of the ducking, from 0 to 1, for the nearest words.
    let depth = words.reduce(0.0) { depth, range in
      let near =
        frame < range.lowerBound
        ? Self.raisedCosine(frame - range.lowerBound + fall, of: fall)
        : Self.raisedCosine(range.upperBound + rise - frame, of: rise)
      return max(depth, near)
    }
    return level * Decibels(BedLayer.ducking.value * depth).gain
  }

  /// Rises from 0 to 1 within a number of frames; 1 if that is 0.
  private static func raisedCosine(_ frame: Int, of length: Int) -> Double {
    guard length > 0, frame < length else { return 1 }
    return Elementary.raisedCosine(Double(max(0, frame)) / Double(length))
  }
}
