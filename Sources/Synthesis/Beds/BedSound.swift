public import PatternLanguage

/// A bed as a pure function of the chunk's index, so chunks can be computed in any order and on any thread.
///
/// The root mean square over a minute is 1 (0 dB), so multiplying by a level's gain gives that level. The channels of
/// noise are independent of each other.
///
/// ```swift
/// let pink = BedSound(.pink, rate: 48_000, channels: 2)
/// let samples = pink?.chunk(0)
/// ```
public struct BedSound: Sendable {
  /// Frames in a chunk, a power of two. A chunk is long enough that the run-in of the filters before it costs little.
  public static let chunkFrames = 131_072
  /// Frames from one value of the breath to the next.
  public static let breathStep = 64

  private let material: any BedMaterial
  private let rate: Int
  /// 1 or 2.
  public let channels: Int

  /// A synthetic bed; `nil` for `.none` and for a recording, for which ``init(looping:rate:channels:)`` exists.
  public init?(_ material: Bed.Material, rate: Int, channels: Int) {
    switch material {
    case .none, .clip: return nil
    case .white: self.material = NoiseBank(White(), seed: .white, channels: channels)
    case .pink: self.material = NoiseBank(Pink(rate: rate), seed: .pink, channels: channels)
    case .brown: self.material = NoiseBank(Brown(rate: rate), seed: .brown, channels: channels)
    case .ocean: self.material = Ocean(rate: rate, channels: channels)
    case .rain: self.material = Rain(rate: rate, channels: channels)
    case .drone: self.material = Drone(rate: rate, channels: channels)
    }
    self.rate = rate
    self.channels = channels
  }

  /// A recording in a loop with crossfades; `nil` if it is silent or contains a sample that is not finite.
  ///
  /// - Precondition: the recording has the rate `rate`, and more than a few frames.
  public init?(looping recording: Recording, rate: Int, channels: Int) {
    precondition(recording.rate == rate)
    guard let loop = LoopedRecording(recording, channels: channels) else { return nil }
    material = loop
    self.rate = rate
    self.channels = channels
  }

  /// Computes the frames from `index · chunkFrames` on, interleaved.
  ///
  /// - Precondition: `index` is not negative.
  public func chunk(_ index: Int) -> [Float] {
    material.chunk(index)
  }

  /// Computes the same frames, with the swell of a breath.
  ///
  /// An ocean's wave rises and brightens with the inhale, and runs out with the exhale. Every other bed is unchanged at
  /// full lungs and 8 dB softer at empty lungs.
  ///
  /// - Parameters:
  ///   - index: the number of the chunk, from 0.
  ///   - breath: lung volume from 0, empty, to 1, full, at every ``breathStep`` frames of the chunk including its end:
  ///     `chunkFrames / breathStep + 1` values, interpolated linearly. The last value of a chunk is the first of the next
  ///     one.
  public func chunk(_ index: Int, following breath: [Float]) -> [Float] {
    precondition(breath.count == Self.chunkFrames / Self.breathStep + 1)
    return material.chunk(index, following: breath)
  }
}

/// A generator of the samples of a bed.
protocol BedMaterial: Sendable {
  /// 1 or 2.
  var channels: Int { get }
  func chunk(_ index: Int) -> [Float]
  func chunk(_ index: Int, following breath: [Float]) -> [Float]
}

extension BedMaterial {
  /// Computes a chunk and applies the breath to its level only.
  func chunk(_ index: Int, following breath: [Float]) -> [Float] {
    let gains = LevelLine(breath.map { Float(Decibels(-8 * (1 - Double($0))).gain) }, channels: channels)
    var samples = chunk(index)
    samples.withUnsafeMutableBufferPointer { gains.scale($0, from: 0) }
    return samples
  }
}
