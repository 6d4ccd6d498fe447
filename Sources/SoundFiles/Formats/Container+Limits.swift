public import Synthesis

/// The limits of each container, known before anything is written.
extension Container {
  /// Whether decoding gives other samples than were encoded.
  public var isLossy: Bool {
    switch self {
    case .vorbis, .opus, .mp3: true
    case .wav, .rf64, .aiff, .caf, .flac: false
    }
  }

  /// The sample formats that can be written, the usual one first. A lossy codec rounds by itself and takes floating
  /// point, so neither dither nor a number of bits applies.
  public var sampleFormats: [SampleFormat] {
    switch self {
    case .wav, .rf64, .aiff, .caf: [.int16, .int24, .float32]
    case .flac: [.int16, .int24]
    case .vorbis, .opus, .mp3: [.float32]
    }
  }

  /// The supported sample rates in frames per second; nil if all rates that Adem renders are supported.
  public var rates: [Int]? {
    switch self {
    case .opus: [8_000, 12_000, 16_000, 24_000, 48_000]
    case .mp3: [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000]
    case .wav, .rf64, .aiff, .caf, .flac, .vorbis: nil
    }
  }

  /// The number of markers that common readers accept, as measured (Documentation/Files.md): readers of cues stop after
  /// 2,500, a table of contents in ID3 counts to 255, and chapters in Vorbis comments have three digits. No reader of
  /// markers in CAF is known.
  public var mostMarkers: Int {
    switch self {
    case .wav, .rf64, .aiff: 2_500
    case .flac, .vorbis, .opus: 999
    case .mp3: 255
    case .caf: 0
    }
  }

  /// The last frame that can have a marker: cues and AIFF markers count frames in 32 bits.
  var lastMarkedFrame: Int64 {
    switch self {
    case .wav, .rf64, .aiff: Int64(UInt32.max)
    default: .max
    }
  }

  /// The largest size of the samples in bytes; nil if it exceeds any disk.
  var mostSampleBytes: Int64? { self == .aiff ? (1 << 32) - Self.roomBehindSamples : nil }

  /// Returns a lower bound for the encoded sound in bytes, to check the free space beforehand.
  package func leastBytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    let plain = Self.bytes(of: frames, in: format)
    let seconds = frames / Int64(max(1, format.rate))
    return switch self {
    case .wav, .rf64, .aiff, .caf: plain
    // Silence compresses to almost nothing.
    case .flac: plain / 64
    case .vorbis, .opus: seconds / 8 * 1_000
    case .mp3: seconds / 8 * Int64(bitRate(at: format.rate) ?? 0)
    }
  }

  /// Returns an upper bound for the encoded sound in bytes, whatever the samples are.
  func mostBytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    // No codec needs twice the size of the samples; a short file is mostly header.
    2 * min(Self.bytes(of: frames, in: format), 1 << 60) + 1 << 20
  }

  /// Returns the bit rate of a codec with a constant rate, in bits per second: 128,000, which Insight Timer requires,
  /// and proportionally less at the low sample rates of MPEG-2 and 2.5. Nil for other codecs.
  func bitRate(at rate: Int) -> Int? {
    guard self == .mp3 else { return nil }
    return rate >= 32_000 ? 128_000 : rate >= 16_000 ? 64_000 : 32_000
  }
}
