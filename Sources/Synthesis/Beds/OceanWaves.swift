/// How high the sea stands: waves that come every 7 to 12 s, each with a time, a height and a shape of its own.
///
/// Wave k has its place on a grid of 9.5 s and starts up to 1.25 s before or behind it, so that any moment can be
/// asked for alone.
struct OceanWaves: Sendable {
  /// What of the sea is heard at a moment, from 0 to 1.
  struct Moment {
    /// The water's mass, which rises and falls.
    var swell: Double
    /// The hiss, which follows it and runs out more slowly.
    var foam: Double
  }

  private static let pace = 9.5
  private static let stray = 1.25

  /// The sea at a moment, in seconds.
  static func moment(at seconds: Double) -> Moment {
    // An earlier wave, so that a moment shortly before 0 has one too.
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

  /// From 0.6 to 1. Steps of the golden ratio spread the heights of neighbours evenly, so that every minute is about as loud as
  /// the next; a hash moves each a little.
  private static func height(of number: Int) -> Double {
    var random = HashedNumbers(.waves, index: -number)
    let place = Double(number) * 0.618_033_988_749_894_9 + 0.2 * random.next()
    return 0.6 + 0.4 * (place - Double(Int(place)))
  }

  /// Up and down along raised cosines; 0 outside.
  private static func hump(_ u: Double, from first: Double, crest: Double, to last: Double) -> Double {
    guard u > first, u < last else { return 0 }
    let way = u < crest ? (u - first) / (crest - first) : (last - u) / (last - crest)
    let root = Elementary.sine(turns: way / 4)
    return root * root
  }
}
