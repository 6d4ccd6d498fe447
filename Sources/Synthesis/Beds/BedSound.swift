public import PatternLanguage

/// A bed as a function of the frame: chunk k is the same whoever asks, in whatever order, on whatever thread.
///
/// Over a minute a bed's level is 0 dB (a root mean square of 1), so that a caller who multiplies by a level's gain gets that
/// level. Channels of noise are independent of each other.
public struct BedSound: Sendable {
  /// Frames in a chunk, a power of two: long enough that the run-in of the filters before each chunk costs little.
  public static let chunkFrames = 131_072
  /// Frames from one value of a breath to the next.
  public static let breathStep = 64

  private let material: any BedMaterial
  private let rate: Int
  /// 1 or 2.
  public let channels: Int

  /// A bed that is made; `nil` for none and for a recording, which ``init(looping:rate:channels:)`` takes.
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

  /// A recording that is played over and over, each pass fading into the next; `nil` if it is silent or has a sample that
  /// is no number.
  ///
  /// - Precondition: the recording has the same rate, and at least a few frames.
  public init?(looping recording: Recording, rate: Int, channels: Int) {
    precondition(recording.rate == rate)
    guard let loop = LoopedRecording(recording, channels: channels) else { return nil }
    material = loop
    self.rate = rate
    self.channels = channels
  }

  /// The frames from `index · chunkFrames` on, interleaved.
  ///
  /// - Precondition: `index` is not negative.
  public func chunk(_ index: Int) -> [Float] {
    material.chunk(index)
  }

  /// The same frames, swelling and falling with a breath.
  ///
  /// An ocean's wave rises with the inhale, brightens, and runs out with the exhale. Every other bed is 8 dB softer with
  /// empty lungs than with full ones, which leave it as it is.
  ///
  /// - Parameter breath: from 0, empty, to 1, full, at every ``breathStep`` frames of the chunk, its end included:
  ///   `chunkFrames / breathStep + 1` values. Between them it runs straight. The last value of a chunk is the first of
  ///   the next one.
  public func chunk(_ index: Int, following breath: [Float]) -> [Float] {
    precondition(breath.count == Self.chunkFrames / Self.breathStep + 1)
    return material.chunk(index, following: breath)
  }
}

/// What makes the samples of a bed.
protocol BedMaterial: Sendable {
  /// 1 or 2.
  var channels: Int { get }
  func chunk(_ index: Int) -> [Float]
  func chunk(_ index: Int, following breath: [Float]) -> [Float]
}

extension BedMaterial {
  /// The chunk with its level moved by the breath, and nothing else.
  func chunk(_ index: Int, following breath: [Float]) -> [Float] {
    let gains = LevelLine(breath.map { Float(Decibels(-8 * (1 - Double($0))).gain) }, channels: channels)
    var samples = chunk(index)
    samples.withUnsafeMutableBufferPointer { gains.scale($0, from: 0) }
    return samples
  }
}
