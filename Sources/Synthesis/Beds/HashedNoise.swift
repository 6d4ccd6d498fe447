/// White noise as a hash of its place: evenly spread between −1 and 1, the same for whoever asks.
///
/// A tile of frames has a key of 64 bits, from the seed, the channel and the tile's place. A sample is a hash of the key
/// and of the frame in the tile (the 32-bit finaliser `lowbias32` by C. Wellons, with half of the key added in its midst).
struct HashedNoise: Sendable {
  /// Frames in a tile.
  static let tileFrames = 256
  /// The mean of the squares.
  static let variance = 1.0 / 3

  /// Which noise; beds that sound together differ in it.
  enum Seed: UInt64 {
    case white, pink, brown, rumble, swell, foam, hiss, drops, waves
  }

  private var first = SIMD8<UInt32>()
  private var second = SIMD8<UInt32>()

  /// Noise whose lane `l` holds the tile `tiles[l]` of the channel `l mod channels`.
  init(_ seed: Seed, tiles: SIMD8<Int>, channels: Int) {
    for lane in 0..<8 {
      let key = Self.key(seed, stream: lane % channels, index: tiles[lane])
      first[lane] = UInt32(truncatingIfNeeded: key)
      second[lane] = UInt32(truncatingIfNeeded: key >> 32)
    }
  }

  /// Each lane's sample at a frame of its tile.
  @inline(__always)
  func samples(at frame: Int) -> Lanes {
    var x = first &+ SIMD8(repeating: UInt32(truncatingIfNeeded: frame) &* 0x9E37_79B9)
    x ^= x &>> 16
    x &*= 0x7FEB_352D
    x ^= x &>> 15
    x &+= second
    x &*= 0x846C_A68B
    x ^= x &>> 16
    // 23 bits behind the exponent of 2 are a number from 2 to 4.
    return unsafeBitCast((x &>> 9) | 0x4000_0000, to: Lanes.self) - 3
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
