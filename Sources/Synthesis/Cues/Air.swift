/// Noise through a filter that opens and closes: a breath of air.
///
/// The filter remembers little, so that any stretch can be made by itself: it is run in for `memory` frames before.
struct Air {
  private let swell: Swell
  private let frames: Int
  private let rate: Int

  /// Frames after which what went before is forgotten: 20 time constants of the lowest corner.
  private var memory: Int { rate / 40 }
  /// The corner of the high-pass, in Hz.
  private static let floor = 160.0

  init(_ swell: Swell, frames: Int, rate: Int) {
    self.swell = swell
    self.frames = frames
    self.rate = rate
  }

  /// The samples from `start` on.
  func render(from start: Int, edges: Edges, into samples: UnsafeMutableBufferPointer<Float>) {
    let high = Self.coefficient(Self.floor, rate: rate)
    var (first, second, bottom) = (0.0, 0.0, 0.0)
    var (low, gain) = (0.0, 0.0)
    let begin = max(0, start - memory)
    for frame in begin..<(start + samples.count) {
      // The corner moves slowly; it is kept for 32 frames.
      if frame == begin || frame % 32 == 0 { (low, gain) = filter(at: frame & ~31) }
      let white = Self.white(frame)
      first += low * (white - first)
      second += low * (first - second)
      bottom += high * (second - bottom)
      if frame >= start {
        samples[frame - start] = Float((second - bottom) * gain * edges.level(at: frame))
      }
    }
  }

  /// The low-pass's coefficient at a frame, and the gain that gives the breath its shape.
  private func filter(at frame: Int) -> (coefficient: Double, gain: Double) {
    let u = Double(frame) / Double(frames)
    let low = Self.coefficient(min(corner(at: u), 0.2 * Double(rate)), rate: rate)
    // Two equal low-passes let through this share of the power of white noise.
    let share = low * (2 - 2 * low + low * low) / ((2 - low) * (2 - low) * (2 - low))
    // White noise between −1 and 1 has a third of full power. A quarter is a level whose rare peaks reach 1.
    return (low, 0.25 * (3 / share).squareRoot() * shape(at: u))
  }

  /// In Hz: two octaves apart.
  private func corner(at u: Double) -> Double {
    switch swell {
    case .inhale: 400 * Elementary.powerOfTwo(2 * u)
    case .exhale: 1600 * Elementary.powerOfTwo(-2.2 * u)
    case .level: 600
    }
  }

  /// From 0 to 1: a raised cosine up to the fullest moment, and another one down from there.
  private func shape(at u: Double) -> Double {
    let fullest =
      switch swell {
      case .inhale: 0.7
      case .exhale: 0.25
      case .level: 0.5
      }
    let x = u < fullest ? u / fullest : (1 - u) / (1 - fullest)
    return Elementary.raisedCosine(max(0, x))
  }

  /// Of a one-pole low-pass: 1 − exp(−2π·corner/rate).
  private static func coefficient(_ corner: Double, rate: Int) -> Double {
    1 - Elementary.powerOfTwo(-2 * .pi * 1.442_695_040_888_963_4 * corner / Double(rate))
  }

  /// White noise between −1 and 1 that follows from the frame.
  private static func white(_ frame: Int) -> Double {
    Double(Int64(bitPattern: HashedNoise.mixed(UInt64(bitPattern: Int64(frame))))) * 0x1p-63
  }
}
