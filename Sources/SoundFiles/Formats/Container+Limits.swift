public import Synthesis

/// What each kind of file can hold, known before anything is written.
extension Container {
  /// Whether what comes out of it is not exactly what was put in.
  public var isLossy: Bool {
    switch self {
    case .vorbis, .opus, .mp3: true
    case .wav, .rf64, .aiff, .caf, .flac: false
    }
  }

  /// How samples can be given to it, the usual one first. A lossy one rounds by itself, and wants neither dither nor
  /// bits.
  public var sampleFormats: [SampleFormat] {
    switch self {
    case .wav, .rf64, .aiff, .caf: [.int16, .int24, .float32]
    case .flac: [.int16, .int24]
    case .vorbis, .opus, .mp3: [.float32]
    }
  }

  /// The only rates that it takes; nil where it takes all that are rendered.
  public var rates: [Int]? {
    switch self {
    case .opus: [8_000, 12_000, 16_000, 24_000, 48_000]
    case .mp3: [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000]
    case .wav, .rf64, .aiff, .caf, .flac, .vorbis: nil
    }
  }

  /// What its readers take, as measured (Documentation/Files.md): past 2,500, readers of cues stop; a table of contents
  /// in ID3 counts to 255; chapters in Vorbis comments have three digits. CAF has no reader of them.
  public var mostMarkers: Int {
    switch self {
    case .wav, .rf64, .aiff: 2_500
    case .flac, .vorbis, .opus: 999
    case .mp3: 255
    case .caf: 0
    }
  }

  /// Cues and the markers of AIFF count frames in 32 bits.
  var lastMarkedFrame: Int64 {
    switch self {
    case .wav, .rf64, .aiff: Int64(UInt32.max)
    default: .max
    }
  }

  /// The most that samples may take; nil where no disk is as large. Bytes.
  var mostSampleBytes: Int64? { self == .aiff ? (1 << 32) - Self.roomBehindSamples : nil }

  /// The least that a track's sound takes in it, for a look at the disk beforehand. Bytes.
  package func leastBytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    let plain = Self.bytes(of: frames, in: format)
    let seconds = frames / Int64(max(1, format.rate))
    return switch self {
    case .wav, .rf64, .aiff, .caf: plain
    // Silence takes next to nothing.
    case .flac: plain / 64
    case .vorbis, .opus: seconds / 8 * 1_000
    case .mp3: seconds / 8 * Int64(bitRate(at: format.rate) ?? 0)
    }
  }

  /// More than a track's sound takes in it, whatever is heard. Bytes.
  func mostBytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    // No codec needs twice as much as the samples themselves; a short file is mostly header.
    2 * min(Self.bytes(of: frames, in: format), 1 << 60) + 1 << 20
  }

  /// Bits a second, for a codec that is given as many throughout: 128,000, what Insight Timer asks for, and at the low
  /// rates of MPEG-2 and 2.5 in proportion.
  func bitRate(at rate: Int) -> Int? {
    guard self == .mp3 else { return nil }
    return rate >= 32_000 ? 128_000 : rate >= 16_000 ? 64_000 : 32_000
  }
}
