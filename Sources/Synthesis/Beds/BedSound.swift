public import PatternLanguage

/// A bed as a pure function of the chunk's index, so chunks can be computed in any order and on any thread.
///
/// Two channels together have a loudness of 0 LUFS, so multiplying by a level's gain gives that loudness. One channel has
/// the same level as each of the two: on two loudspeakers it is as loud. The channels of noise are independent of each
/// other; drops of rain fall between them.
///
/// ```swift
/// let pink = BedSound(.pink, rate: 48_000, channels: 2)
/// let samples = pink?.chunk(0)
/// ```
public struct BedSound: Sendable {
  /// Frames in a chunk, a power of two. A chunk is long enough that the run-in of the filters before it costs little.
  public static let chunkFrames = 131_072
  /// Frames from one value of the breath to the next.
  public static let breathStep = 128

  private let material: any BedMaterial
  private let rate: Int
  /// 1 or 2.
  public let channels: Int
  /// Highest level, to which a soft recording is made louder by `Recording.highestGain`.
  let highestLevel: Decibels

  /// A synthetic bed; `nil` for `.none` and for a recording, for which ``init(looping:rate:channels:)`` exists.
  ///
  /// - Parameters:
  ///   - material: the material, which is not a recording.
  ///   - rate: samples per second.
  ///   - channels: 1 or 2.
  ///   - breath: mean length of a breath of the track, which the waves of an ocean do not come near; `nil` for none.
  public init?(_ material: Bed.Material, rate: Int, channels: Int, avoiding breath: Duration? = nil) {
    switch material {
    case .none, .clip: return nil
    case .white: self.material = SteadyNoise(WhiteNoise(), seed: .white, rate: rate, channels: channels)
    case .pink: self.material = SteadyNoise(PinkNoise(rate: rate), seed: .pink, rate: rate, channels: channels)
    case .brown: self.material = SteadyNoise(BrownNoise(rate: rate), seed: .brown, rate: rate, channels: channels)
    case .ocean: self.material = Ocean(rate: rate, channels: channels, avoiding: breath.map { $0 / .seconds(1) })
    case .rain: self.material = Rain(rate: rate, channels: channels)
    case .drone: self.material = Drone(rate: rate, channels: channels)
    }
    self.rate = rate
    self.channels = channels
    highestLevel = Decibels(.infinity)
  }

  /// A recording in a loop with crossfades; `nil` if it is silent or contains a sample that is not finite.
  ///
  /// - Precondition: the recording has the rate `rate`, and more than a few frames.
  public init?(looping recording: Recording, rate: Int, channels: Int) {
    precondition(recording.rate == rate)
    guard let loop = LoopedRecording(recording, channels: channels) else { return nil }
    material = loop
    highestLevel = Recording.highestGain + Decibels(-loop.gain.value)
    self.rate = rate
    self.channels = channels
  }

  /// Gain that brings a weighted power of each channel to a loudness of 0 LUFS in two channels. The constant is half of
  /// 10^0.0691, by the definition of BS.1770.
  static func gain(ofPower power: Double) -> Float { Float((0.586_236_5 / power).squareRoot()) }

  /// Computes the frames from `index · chunkFrames` on, interleaved.
  ///
  /// - Precondition: `index` is not negative.
  public func chunk(_ index: Int) -> [Float] { material.chunk(index, gain: 1) }

  /// Computes the same frames, multiplied by a gain.
  func chunk(_ index: Int, gain: Float) -> [Float] { material.chunk(index, gain: gain) }

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

/// The swell of a bed that follows the breath, other than an ocean's.
enum BreathSwell {
  /// Gain at a lung volume from 0 to 1: 8 dB softer at empty lungs.
  static func gain(at lungs: Double) -> Double { Decibels(-8 * (1 - lungs)).gain }
}

/// A generator of the samples of a bed.
protocol BedMaterial: Sendable {
  /// 1 or 2.
  var channels: Int { get }
  func chunk(_ index: Int, gain: Float) -> [Float]
  func chunk(_ index: Int, following breath: [Float]) -> [Float]
}

extension BedMaterial {
  /// Computes a chunk and applies the breath to its level only.
  func chunk(_ index: Int, following breath: [Float]) -> [Float] {
    let gains = LevelLine(breath.map { Float(BreathSwell.gain(at: Double($0))) }, channels: channels)
    var samples = chunk(index, gain: 1)
    samples.withUnsafeMutableBufferPointer { gains.scale($0, from: 0) }
    return samples
  }
}
