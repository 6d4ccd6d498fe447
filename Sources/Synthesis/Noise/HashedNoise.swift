/// Streams of noise that are computed and filtered in the lanes of one vector. Every supported processor has vectors of
/// this size.
typealias Streams = SIMD4<Float>

/// White noise as a pure function of its position, evenly distributed between −1 and 1.
///
/// Each tile of frames has a key of 64 bits, derived from the seed, the channel and the tile's index. From this key, a
/// shift register of two words runs through the tile (G. Marsaglia, Xorshift RNGs, 2003: 10, 13, 10, of period
/// 2⁶⁴ − 1). The generator needs no multiplication, because baseline x86-64 cannot multiply four words at once.
struct HashedNoise: Sendable {
  /// Frames per tile.
  static let tileFrames = 512
  /// Variance of the samples.
  static let variance = 1.0 / 3

  /// Seed of a noise. Noises that play together have different seeds.
  enum Seed: UInt64 {
    case white, pink, brown, ocean
    case hiss = 6
    case drops, waves, dither, air
  }

  private var earlier = SIMD4<UInt32>()
  private var latest = SIMD4<UInt32>()

  /// Noise from the beginning of tiles on: lane `l` holds the tile `tiles[l]` of the channel `l mod channels`.
  init(_ seed: Seed, tiles: SIMD4<Int>, channels: Int) {
    for lane in tiles.indices {
      let key = Self.key(seed, stream: lane % channels, index: tiles[lane])
      earlier[lane] = UInt32(truncatingIfNeeded: key)
      latest[lane] = UInt32(truncatingIfNeeded: key >> 32)
    }
  }

  /// State of the generator, for the C kernel that continues it.
  var state: (earlier: SIMD4<UInt32>, latest: SIMD4<UInt32>) { (earlier, latest) }

  /// Returns the next 32 random bits of each lane.
  @inline(__always)
  mutating func nextBits() -> SIMD4<UInt32> {
    let mixed = earlier ^ (earlier &<< 10)
    earlier = latest
    latest = (latest ^ (latest &>> 10)) ^ (mixed ^ (mixed &>> 13))
    return latest
  }

  /// Returns the next sample of each lane.
  @inline(__always)
  mutating func next() -> Streams {
    // 23 random bits in the mantissa, with the exponent of 2, give a number from 2 to 4.
    unsafeBitCast((nextBits() &>> 9) | 0x4000_0000, to: Streams.self) - 3
  }

  /// Returns 64 random bits for the index of an item in a stream (the finalizer of SplitMix64, twice).
  static func key(_ seed: Seed, stream: Int, index: Int) -> UInt64 {
    let place = mixed(seed.rawValue << 8 | UInt64(stream)) &+ UInt64(bitPattern: Int64(index))
    return mixed(place &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The finalizer of SplitMix64.
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Random numbers for one item, such as a wave or a drop of rain, in a fixed order.
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

  /// Returns the next number, at least 0 and below 1, in steps of 2⁻³².
  mutating func next() -> Double {
    if drawn.isMultiple(of: 2) { bits = HashedNoise.key(seed, stream: drawn / 2, index: index) }
    drawn += 1
    defer { bits >>= 32 }
    return Double(bits & 0xFFFF_FFFF) * 0x1p-32
  }
}
