/// Height of the sea: waves that arrive every 7 to 15 s, each with its own length, height and shape.
///
/// Waves come in blocks of 32 that all last equally long, so any moment can be computed without the moments before it.
/// The lengths of a block's waves are spread evenly over the allowed ones; a hash shifts them a little and puts them in
/// order.
struct OceanWaves: Sendable {
  /// State of the sea at a moment, each value from 0 to 1.
  struct Moment {
    /// Mass of the water, which rises and falls.
    var swell: Double
    /// Hiss of the foam, which follows the mass and runs out more slowly.
    var foam: Double
  }

  /// One wave. Times are in seconds.
  struct Wave: Sendable {
    var start: Double
    var end: Double
    /// Share of the length after which the wave is highest.
    var crest: Double
    /// Largest swell, from 0.42 to 1.
    var height: Double

    /// State of the sea at a moment of the wave.
    func moment(at seconds: Double) -> Moment {
      let u = (seconds - start) / (end - start)
      return Moment(
        swell: height * Self.hump(u, from: 0, crest: crest, to: 1),
        foam: height * Self.hump(u, from: 0.15, crest: crest + 0.1, to: 1))
    }

    /// Rises and falls along raised cosines; 0 outside.
    private static func hump(_ u: Double, from first: Double, crest: Double, to last: Double) -> Double {
      guard u > first, u < last else { return 0 }
      return Elementary.raisedCosine(u < crest ? (u - first) / (crest - first) : (last - u) / (last - crest))
    }
  }

  /// Shortest and longest time from one wave to the next, in seconds.
  private static let lengths = 7.0...15.0
  private static let wavesPerBlock = 32
  /// Waves are at least this share longer or shorter than a breath, so that they never seem to lead it.
  private static let distance = 0.1

  /// Lengths of a block's waves in seconds, before they are shifted and put in order.
  private let middles: [(length: Double, room: Double)]
  private let blockLength: Double

  /// - Parameter breath: length of a breath in seconds, which no wave comes near; `nil` for any length.
  init(avoiding breath: Double?) {
    let (least, most) = (Self.lengths.lowerBound, Self.lengths.upperBound)
    var pieces = [(least, most)]
    if let breath {
      let (low, high) = (breath * (1 - Self.distance), breath * (1 + Self.distance))
      pieces = [(least, min(most, low)), (max(least, high), most)].filter { $0.1 - $0.0 > 0.5 }
    }
    let width = pieces.reduce(0) { $0 + $1.1 - $1.0 }
    var middles: [(length: Double, room: Double)] = []
    for (index, piece) in pieces.enumerated() {
      // An even number, since waves are shifted in pairs.
      let share = 2 * Int((Double(Self.wavesPerBlock / 2) * (piece.1 - piece.0) / width).rounded())
      let count = index == pieces.count - 1 ? Self.wavesPerBlock - middles.count : share
      let step = (piece.1 - piece.0) / Double(count)
      middles += (0..<count).map { (piece.0 + (Double($0) + 0.5) * step, step / 2) }
    }
    self.middles = middles
    blockLength = middles.reduce(0) { $0 + $1.length }
  }

  /// Returns the waves from one moment to another, in seconds.
  func waves(from first: Double, to last: Double) -> [Wave] {
    // Time begins in the second block, so that moments shortly before 0 have waves.
    let blocks = Int(first / blockLength + 1)...Int(last / blockLength + 1)
    return blocks.flatMap(waves(ofBlock:)).filter { $0.end > first && $0.start <= last }
  }

  private func waves(ofBlock block: Int) -> [Wave] {
    let count = Self.wavesPerBlock
    var lengths: [(key: Double, length: Double)] = []
    for pair in 0..<(count / 2) {
      var random = HashedNumbers(.waves, index: block * count + pair)
      // Opposite shifts keep the length of the block.
      let shift = (2 * random.next() - 1) * middles[2 * pair].room
      lengths.append((random.next(), middles[2 * pair].length + shift))
      lengths.append((random.next(), middles[2 * pair + 1].length - shift))
    }
    lengths.sort { ($0.key, $0.length) < ($1.key, $1.length) }
    var start = Double(block - 1) * blockLength
    return lengths.indices.map { index in
      defer { start += lengths[index].length }
      let number = block * count + index
      var random = HashedNumbers(.waves, index: -1 - number)
      let crest = 0.38 + 0.1 * random.next()
      return Wave(
        start: start, end: start + lengths[index].length, crest: crest, height: Self.height(of: number, random.next()))
    }
  }

  /// Returns the height of a wave. Heights are evenly distributed over 7.5 dB; together with the constant noise of the sea,
  /// crests differ by 6 dB. Steps of the golden ratio spread neighbouring heights, so that all minutes are about equally
  /// loud; a hash moves each height a little.
  private static func height(of number: Int, _ hash: Double) -> Double {
    let place = Double(number) * 0.618_033_988_749_894_9 + 0.3 * hash
    return Decibels(-7.5 * (1 - place + Double(Int(place)))).gain
  }
}
