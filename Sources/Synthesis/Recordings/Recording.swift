/// Sound that was made elsewhere: a recording of the user's own, or speech.
///
/// Its samples are in memory, or wherever a ``SampleStorage`` keeps them. So a recording of an hour costs no more memory than
/// the block that is read of it.
///
///     let tone = Recording(rate: 48_000, channels: 1, samples: samples)
///     let played = tone.resampled(to: 44_100).levelled
public struct Recording: Sendable {
  /// Frames a second.
  public let rate: Int
  /// 1 or 2.
  public let channels: Int
  public let frames: Int
  private let storage: any SampleStorage
  /// What a sample is multiplied by, and then divided by, when it is read.
  private var (gain, divisor): (Float, Float) = (1, 1)

  /// A recording in memory.
  ///
  /// - Parameter samples: interleaved, full scale being 1.
  /// - Precondition: whole frames of one or two channels.
  public init(rate: Int, channels: Int, samples: [Float]) {
    self.init(rate: rate, channels: channels, storage: SamplesInMemory(samples: samples))
  }

  /// A recording whose samples are kept elsewhere.
  ///
  /// - Precondition: whole frames of one or two channels.
  public init(rate: Int, channels: Int, storage: any SampleStorage) {
    precondition(rate > 0 && (1...2).contains(channels) && storage.count.isMultiple(of: channels))
    self.rate = rate
    self.channels = channels
    self.storage = storage
    frames = storage.count / channels
  }

  /// Its length, to the nearest attosecond.
  public var length: Duration { SampleClock(rate: rate).instant(of: frames) }

  /// All of them, interleaved, full scale being 1: for a recording that is short.
  public var samples: [Float] { samples(in: 0..<frames) }

  /// The samples of some frames, interleaved.
  public func samples(in range: Range<Int>) -> [Float] {
    [Float](unsafeUninitializedCapacity: range.count * channels) { room, count in
      count = range.count * channels
      read(from: range.lowerBound, into: UnsafeMutableBufferPointer(rebasing: room[..<count]))
    }
  }

  /// Copies the samples from a frame on, as many as there is room for.
  func read(from frame: Int, into room: UnsafeMutableBufferPointer<Float>) {
    storage.read(from: frame * channels, into: room)
    if gain != 1 { for index in room.indices { room[index] *= gain } }
    if divisor != 1 { for index in room.indices { room[index] /= divisor } }
  }

  /// The samples in blocks of a bounded size, one after the other.
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
  /// Whether they have the same samples at the same rate, wherever those are kept.
  public static func == (left: Recording, right: Recording) -> Bool {
    left.rate == right.rate && left.channels == right.channels && left.frames == right.frames
      && zip(left.blocks, right.blocks).allSatisfy(==)
  }

  public func hash(into hasher: inout Hasher) {
    for number in [rate, channels, frames] { hasher.combine(number) }
  }
}

/// Where the samples of a recording are kept. Several threads may read at once.
public protocol SampleStorage: Sendable {
  /// Samples, not frames.
  var count: Int { get }
  /// Copies the samples from `place` on, as many as there is room for. A sample that cannot be read becomes not a number,
  /// which no track accepts.
  ///
  /// - Precondition: there are as many.
  func read(from place: Int, into room: UnsafeMutableBufferPointer<Float>)
}

private struct SamplesInMemory: SampleStorage {
  let samples: [Float]
  var count: Int { samples.count }

  func read(from place: Int, into room: UnsafeMutableBufferPointer<Float>) {
    _ = room.initialize(fromContentsOf: samples[place..<place + room.count])
  }
}
