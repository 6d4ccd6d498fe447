/// Height of the sea: waves that arrive every 7 to 12 s, each with its own start, height and shape.
///
/// Wave k lies on a grid of 9.5 s and starts up to 1.25 s before or after its grid point, so any moment can be computed
/// without the moments before it.
struct OceanWaves: Sendable {
  /// State of the sea at a moment, each value from 0 to 1.
  struct Moment {
    /// Mass of the water, which rises and falls.
    var swell: Double
    /// Hiss of the foam, which follows the mass and runs out more slowly.
    var foam: Double
  }

  private static let pace = 9.5
  private static let stray = 1.25

  /// Computes the state of the sea at a moment, in seconds.
  static func moment(at seconds: Double) -> Moment {
    // The shift by four waves keeps the index positive for moments shortly before 0.
    let shifted = seconds + 4 * pace
    var number = Int(shifted / pace)
    if shifted < start(of: number) { number -= 1 } else if shifted >= start(of: number + 1) { number += 1 }
    let (start, end) = (start(of: number), start(of: number + 1))
    let u = (shifted - start) / (end - start)
    var random = HashedNumbers(.waves, index: number)
    _ = random.next()
    let crest = 0.38 + 0.1 * random.next()
    let height = height(of: number)
    return Moment(
      swell: height * hump(u, from: 0, crest: crest, to: 1),
      foam: height * hump(u, from: 0.15, crest: crest + 0.1, to: 1))
  }

  private static func start(of number: Int) -> Double {
    var random = HashedNumbers(.waves, index: number)
    return Double(number) * pace + stray * (2 * random.next() - 1)
  }

  /// Height of a wave, from 0.6 to 1. Steps of the golden ratio spread neighbouring heights evenly, so that all minutes
  /// are about equally loud; a hash moves each height a little.
  private static func height(of number: Int) -> Double {
    var random = HashedNumbers(.waves, index: -number)
    let place = Double(number) * 0.618_033_988_749_894_9 + 0.2 * random.next()
    return 0.6 + 0.4 * (place - Double(Int(place)))
  }

  /// Rises and falls along raised cosines; 0 outside.
  private static func hump(_ u: Double, from first: Double, crest: Double, to last: Double) -> Double {
    guard u > first, u < last else { return 0 }
    let way = u < crest ? (u - first) / (crest - first) : (last - u) / (last - crest)
    let root = Elementary.sine(turns: way / 4)
    return root * root
  }
}
