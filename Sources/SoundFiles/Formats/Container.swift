import FileStore
public import Synthesis

/// The kind of file that holds a track. The extension of a name chooses it, and for `.wav` also the length.
///
/// ```swift
/// Container(ofFileAt: "calm.opus")?.rates  // 8,000 to 48,000 Hz
/// Container.flac.sampleFormats             // 16 and 24 bits
/// ```
///
/// Each kind is declared in a file of its own, which holds its facts and writes and reads it. This file lists them all.
public enum Container: String, Sendable, Hashable, CaseIterable {
  /// RIFF/WAVE, with 32-bit sizes.
  case wav
  /// RF64 (EBU Tech 3306): a WAVE file with 64-bit sizes and the same extension.
  case rf64
  /// Apple's Audio Interchange File Format; with floating point an AIFC, under the same extension.
  case aiff
  /// Apple's Core Audio Format.
  case caf
  /// Lossless compression, to half the size or less.
  case flac
  /// Vorbis in Ogg.
  case vorbis
  /// Opus in Ogg.
  case opus
  /// MPEG layer III.
  case mp3
  /// AAC in an MPEG-4 file, encoded by ffmpeg.
  case m4a

  /// The facts of this kind, and how it is written.
  var format: WritableFormat {
    switch self {
    case .wav: .wav
    case .rf64: .rf64
    case .aiff: .aiff
    case .caf: .caf
    case .flac: .flac
    case .vorbis: .vorbis
    case .opus: .opus
    case .mp3: .mp3
    case .m4a: .m4a
    }
  }
}

extension ReadableFormat {
  /// All kinds whose headers are read here. Of two recordings with one name, the kind that comes first is taken.
  static let all: [ReadableFormat] = [.wave, .bigEndianWave, .flac, .aiff, .caf, .w64, .au, .ogg, .mp3, .m4a]
}

// MARK: Capabilities

extension Container {
  /// Whether the decoded samples differ from the encoded ones.
  public var isLossy: Bool { format.isLossy }

  /// Whether the size of a file depends on its sound.
  public var isCompressed: Bool { format.isCompressed }

  /// Sample formats that it takes, the usual one first. A lossy kind takes floating point alone: its encoder rounds by
  /// itself, and needs neither dither nor a number of bits.
  public var sampleFormats: [SampleFormat] { format.sampleFormats }

  /// Whether it holds a picture that players show.
  public var takesCover: Bool { format.takesCover }

  /// The only sample rates that it takes, in Hz; nil where it takes every rate that is rendered.
  public var rates: [Int]? { format.rates }

  /// The number of markers that its readers take, as measured (Documentation/Files.md).
  public var mostMarkers: Int { format.mostMarkers }

  /// The least number of bytes that the sound of a track takes, for a check of the disk's free space.
  ///
  /// - Parameter bitRate: in kbit/s; nil for the usual one.
  package func leastBytes(of frames: Int64, in format: SoundFormat, bitRate: Int? = nil) -> Int64 {
    self.format.leastBytes(of: frames, in: format, bitRate: bitRate)
  }

  /// Bit rates in kbit/s that can be asked for; nil where the size follows from the sound, or from the samples alone.
  public func bitRates(at rate: Int, channels: Int) -> BitRates? { format.bitRates?(rate, channels) }
}

// MARK: Choosing a kind

extension Container {
  /// Extensions that can be written, without their dot, in the order in which they are shown to the user.
  public static let extensions: [String] = {
    var seen = Set<String>()
    return allCases.flatMap(\.format.extensions).filter { seen.insert($0).inserted }
  }()

  /// The kinds by each of their extensions, in their order.
  private static let kinds: [String: [Container]] = {
    var kinds: [String: [Container]] = [:]
    for kind in allCases {
      for name in kind.format.extensions { kinds[name, default: []].append(kind) }
    }
    return kinds
  }()

  /// The first kind with the extension that can hold the samples, or else the last kind with the extension.
  ///
  /// The kind is chosen before the first sample, since libsndfile lets the sizes in the header of a long WAV overflow
  /// without an error.
  package init(forExtension fileExtension: String, samplesOf dataBytes: Int64) throws(UnsupportedExtension) {
    let kinds = Self.kinds[fileExtension.lowercased()] ?? []
    guard let kind = kinds.first(where: { $0.format.mostSampleBytes ?? .max >= dataBytes }) ?? kinds.last else {
      throw UnsupportedExtension()
    }
    self = kind
  }

  /// No kind that can be written has the extension.
  package struct UnsupportedExtension: Error {}

  /// The kind of a short track with this name; nil where the name is not one of a sound file that can be written.
  public init?(ofFileAt path: String) {
    guard
      let container = try? Self(forExtension: Self.fileExtension(of: path.lastComponent), samplesOf: 0)
    else { return nil }
    self = container
  }

  /// The extension without its dot; empty for `.wav`, which is a hidden file without an extension.
  static func fileExtension(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return String(name[name.utf8.index(after: dot)...])
  }

  /// The bytes of so many uncompressed frames. Where the number overflows, a length that no disk can hold.
  package static func bytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    let (bytes, overflow) = frames.multipliedReportingOverflow(by: Int64(format.channels * format.samples.bytes))
    let most = Int64.max - WritableFormat.headerSpace - WritableFormat.roomAfterSamples
    return overflow ? most : min(bytes, most)
  }
}
