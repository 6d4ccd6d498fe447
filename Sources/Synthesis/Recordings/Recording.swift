/// Sound that was not synthesized here: the user's recording, or speech.
///
/// The samples are in memory, or in a ``SampleStorage``. An hour's recording in a storage takes no more memory than the
/// block that is being read.
///
/// ```swift
/// let tone = Recording(rate: 48_000, channels: 1, samples: samples)
/// let played = tone.resampled(to: 44_100).peakNormalised
/// ```
public struct Recording: Sendable {
  /// Frames per second.
  public let rate: Int
  /// 1 or 2.
  public let channels: Int
  /// Length in frames.
  public let frames: Int
  private let storage: any SampleStorage
  /// Factor and divisor of each sample, applied in this order when it is read.
  private var (gain, divisor): (Float, Float) = (1, 1)
  /// The channel of a stereo recording that this mono recording is; `nil` for the mean of both, and for any other.
  public internal(set) var loneChannel: Channel?

  /// A recording in memory.
  ///
  /// - Parameters:
  ///   - rate: frames per second.
  ///   - channels: 1 or 2.
  ///   - samples: interleaved, with a full scale of 1.
  /// - Precondition: the samples are whole frames of one or two channels.
  public init(rate: Int, channels: Int, samples: [Float]) {
    self.init(rate: rate, channels: channels, storage: SamplesInMemory(samples: samples))
  }

  /// A recording whose samples are in a storage.
  ///
  /// - Precondition: the samples are whole frames of one or two channels.
  public init(rate: Int, channels: Int, storage: any SampleStorage) {
    precondition(rate > 0 && (1...2).contains(channels) && storage.count.isMultiple(of: channels))
    self.rate = rate
    self.channels = channels
    self.storage = storage
    frames = storage.count / channels
  }

  /// Length, to the nearest attosecond.
  public var length: Duration { SampleClock(rate: rate).instant(of: frames) }

  /// All samples, interleaved, with a full scale of 1. Use ``samples(in:)`` for a long recording.
  public var samples: [Float] { samples(in: 0..<frames) }

  /// Returns the samples of a range of frames, interleaved.
  public func samples(in range: Range<Int>) -> [Float] {
    [Float](unsafeUninitializedCapacity: range.count * channels) { room, count in
      count = range.count * channels
      read(from: range.lowerBound, into: UnsafeMutableBufferPointer(rebasing: room[..<count]))
    }
  }

  /// Copies samples from a frame on until the buffer is full.
  func read(from frame: Int, into room: UnsafeMutableBufferPointer<Float>) {
    storage.read(from: frame * channels, into: room)
    if gain != 1 { for index in room.indices { room[index] *= gain } }
    if divisor != 1 { for index in room.indices { room[index] /= divisor } }
  }

  /// Samples in consecutive blocks of bounded size.
  var blocks: some Sequence<[Float]> {
    stride(from: 0, to: frames, by: Self.blockFrames).lazy.map { start in
      samples(in: start..<Swift.min(start + Self.blockFrames, frames))
    }
  }

  private static let blockFrames = 1 << 15

  func multiplied(by factor: Float) -> Recording {
    var copy = self
    copy.gain *= factor
    return copy
  }

  func divided(by peak: Float) -> Recording {
    var copy = self
    copy.divisor *= peak
    return copy
  }
}

extension Recording: Hashable {
  /// Whether two recordings have the same samples at the same rate, in any storage.
  public static func == (left: Recording, right: Recording) -> Bool {
    left.rate == right.rate && left.channels == right.channels && left.frames == right.frames
      && zip(left.blocks, right.blocks).allSatisfy(==)
  }

  /// Hashes the rate, the channels and the length, without reading samples.
  public func hash(into hasher: inout Hasher) {
    for number in [rate, channels, frames] { hasher.combine(number) }
  }
}

/// Storage for the samples of a recording. Several threads may read at once.
public protocol SampleStorage: Sendable {
  /// Number of samples, not of frames.
  var count: Int { get }
  /// Copies samples from `place` on until the buffer is full. A sample that cannot be read becomes NaN, which no track
  /// accepts.
  ///
  /// - Precondition: the storage has that many samples from `place` on.
  func read(from place: Int, into room: UnsafeMutableBufferPointer<Float>)
}

private struct SamplesInMemory: SampleStorage {
  let samples: [Float]
  var count: Int { samples.count }

  func read(from place: Int, into room: UnsafeMutableBufferPointer<Float>) {
    _ = room.initialize(fromContentsOf: samples[place..<place + room.count])
  }
}
