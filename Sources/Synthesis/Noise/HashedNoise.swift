/// Streams of noise that are made and filtered side by side: as many as any processor takes at once.
typealias Streams = SIMD4<Float>

/// White noise that follows from its place: evenly spread between −1 and 1, the same for whoever asks.
///
/// A tile of frames has a key of 64 bits, from the seed, the channel and the tile's place. From there on a shift register
/// of two words runs through the tile (G. Marsaglia, Xorshift RNGs, 2003: 10, 13, 10, of period 2⁶⁴ − 1). It needs no
/// multiplication, which plain x86-64 has none of for four words at once.
struct HashedNoise: Sendable {
  /// Frames in a tile.
  static let tileFrames = 512
  /// The mean of the squares.
  static let variance = 1.0 / 3

  /// Which noise; what sounds together differs in it.
  enum Seed: UInt64 {
    case white, pink, brown, rumble, swell, foam, hiss, drops, waves, dither, air
  }

  private var earlier = SIMD4<UInt32>()
  private var latest = SIMD4<UInt32>()

  /// Noise at the beginning of tiles: lane `l` holds the tile `tiles[l]` of the channel `l mod channels`.
  init(_ seed: Seed, tiles: SIMD4<Int>, channels: Int) {
    for lane in tiles.indices {
      let key = Self.key(seed, stream: lane % channels, index: tiles[lane])
      earlier[lane] = UInt32(truncatingIfNeeded: key)
      latest[lane] = UInt32(truncatingIfNeeded: key >> 32)
    }
  }

  /// From which the noise goes on, for who makes it elsewhere.
  var state: (earlier: SIMD4<UInt32>, latest: SIMD4<UInt32>) { (earlier, latest) }

  /// The next 32 random bits of each lane.
  @inline(__always)
  mutating func nextBits() -> SIMD4<UInt32> {
    let mixed = earlier ^ (earlier &<< 10)
    earlier = latest
    latest = (latest ^ (latest &>> 10)) ^ (mixed ^ (mixed &>> 13))
    return latest
  }

  /// Each lane's next sample.
  @inline(__always)
  mutating func next() -> Streams {
    // 23 bits behind the exponent of 2 are a number from 2 to 4.
    unsafeBitCast((nextBits() &>> 9) | 0x4000_0000, to: Streams.self) - 3
  }

  /// 64 random bits for the `index`th thing in a stream (the finaliser of SplitMix64, twice).
  static func key(_ seed: Seed, stream: Int, index: Int) -> UInt64 {
    let place = mixed(seed.rawValue << 8 | UInt64(stream)) &+ UInt64(bitPattern: Int64(index))
    return mixed(place &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The finaliser of SplitMix64.
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Random numbers of one thing, such as a wave or a drop of rain, in a fixed order.
struct HashedNumbers {
  private var bits: UInt64
  private let seed: HashedNoise.Seed
  private let index: Int
  private var drawn = 0

  init(_ seed: HashedNoise.Seed, index: Int) {
    self.seed = seed
    self.index = index
    bits = 0
  }

  /// The next one, from 0 to below 1, in steps of 2⁻³².
  mutating func next() -> Double {
    if drawn.isMultiple(of: 2) { bits = HashedNoise.key(seed, stream: drawn / 2, index: index) }
    drawn += 1
    defer { bits >>= 32 }
    return Double(bits & 0xFFFF_FFFF) * 0x1p-32
  }
}
