import CSndfile
import Synthesis

/// The file format of a track. The extension of the name chooses it; for `.wav` the length does as well.
///
/// ```swift
/// Container(ofFileAt: "output/evening.flac")  // .flac
/// ```
public enum Container: String, Sendable, Hashable, CaseIterable {
  /// RIFF/WAVE, with 32-bit sizes.
  case wav
  /// RF64 (EBU Tech 3306): a WAVE file with 64-bit sizes and the same extension.
  case rf64
  /// AIFF; with floating-point samples AIFC, with the same extension.
  case aiff
  /// Apple's Core Audio Format.
  case caf
  /// FLAC, lossless, at half the size or less.
  case flac
  /// Vorbis in Ogg.
  case vorbis
  /// Opus in Ogg.
  case opus
  /// MPEG layer III.
  case mp3

  /// The extensions that can be written, without the dot, in the order for the user.
  public static let extensions = ["wav", "aiff", "aif", "caf", "flac", "ogg", "opus", "mp3"]

  /// An upper bound for the header of libsndfile, in bytes.
  static let headerRoom: Int64 = 1 << 16

  /// The space for markers, labels and texts after the samples, which a 32-bit size has to cover too. Bytes.
  static let roomBehindSamples: Int64 = 16 << 20

  /// Chooses the container before the first sample, because libsndfile lets the sizes in the header of a long WAV file
  /// wrap silently.
  package init(forExtension fileExtension: String, samplesOf dataBytes: Int64) throws(UnsupportedExtension) {
    switch fileExtension.lowercased() {
    case "wav": self = dataBytes < (1 << 32) - Self.roomBehindSamples ? .wav : .rf64
    case "aiff", "aif": self = .aiff
    case "caf": self = .caf
    case "flac": self = .flac
    case "ogg": self = .vorbis
    case "opus": self = .opus
    case "mp3": self = .mp3
    default: throw UnsupportedExtension()
    }
  }

  /// No container has the extension.
  package struct UnsupportedExtension: Error {}

  /// The container for the name of a short track; nil if no file with its extension can be written. No file is read.
  public init?(ofFileAt path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard let container = try? Self(forExtension: Self.fileExtension(of: name), samplesOf: 0) else { return nil }
    self = container
  }

  /// Returns the extension without its dot; empty for `.wav`, a hidden file without an extension.
  static func fileExtension(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return String(name[name.utf8.index(after: dot)...])
  }

  /// Returns the size of that many frames in bytes, or a size beyond any disk if it overflows.
  package static func bytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    let (bytes, overflow) = frames.multipliedReportingOverflow(by: Int64(format.channels * format.samples.bytes))
    let most = Int64.max - headerRoom - roomBehindSamples
    return overflow ? most : min(bytes, most)
  }

  // The codes are numbers here so that this compiles with libsndfile before 1.1, which refuses them when they are used.
  private static let mpeg = 0x230000
  private static let layerIII = 0x0082

  /// Returns libsndfile's code for this container with these samples.
  func code(for samples: SampleFormat) -> Int32 {
    let pcm =
      switch samples {
      case .int16: SF_FORMAT_PCM_16
      case .int24: SF_FORMAT_PCM_24
      case .float32: SF_FORMAT_FLOAT
      }
    let (major, minor) =
      switch self {
      case .wav: (SF_FORMAT_WAV, pcm)
      case .rf64: (SF_FORMAT_RF64, pcm)
      case .aiff: (SF_FORMAT_AIFF, pcm)
      case .caf: (SF_FORMAT_CAF, pcm)
      case .flac: (SF_FORMAT_FLAC, pcm)
      case .vorbis: (SF_FORMAT_OGG, SF_FORMAT_VORBIS)
      case .opus: (SF_FORMAT_OGG, SF_FORMAT_OPUS)
      case .mp3: (Self.mpeg, Self.layerIII)
      }
    return Int32(major) | Int32(minor)
  }
}
