import CSndfile
import Synthesis

/// The kind of file that holds a track. The name's extension chooses it, and for `.wav` also the length.
public enum Container: String, Sendable, Hashable, CaseIterable {
  /// RIFF/WAVE, whose sizes are 32-bit numbers.
  case wav
  /// EBU Tech 3306: a WAVE with 64-bit sizes, under the same extension.
  case rf64
  /// Apple's old format; with floating point it is an AIFC, under the same extension.
  case aiff
  /// Apple's Core Audio Format.
  case caf
  /// Lossless, at half the size or less.
  case flac
  /// Vorbis in Ogg.
  case vorbis
  /// Opus in Ogg.
  case opus
  /// MPEG layer III.
  case mp3

  /// Extensions that can be written, without their dot, as they are shown to the user.
  public static let extensions = ["wav", "aiff", "aif", "caf", "flac", "ogg", "opus", "mp3"]

  /// More than libsndfile's header ever takes. Bytes.
  static let headerRoom: Int64 = 1 << 16

  /// For markers, labels and text behind the samples, which a 32-bit size has to cover as well. Bytes.
  static let roomBehindSamples: Int64 = 16 << 20

  /// Chosen before the first sample, since libsndfile lets the sizes in the header of a long WAV wrap in silence.
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

  package struct UnsupportedExtension: Error {}

  /// By the name alone, for a short track; nil where it is none of a sound file that can be written.
  public init?(ofFileAt path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard let container = try? Self(forExtension: Self.fileExtension(of: name), samplesOf: 0) else { return nil }
    self = container
  }

  /// Without its dot; empty for `.wav`, which is a hidden file without an extension.
  static func fileExtension(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return String(name[name.utf8.index(after: dot)...])
  }

  /// The bytes of that many frames; a length beyond all disks where they cannot be counted.
  package static func bytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    let (bytes, overflow) = frames.multipliedReportingOverflow(by: Int64(format.channels * format.samples.bytes))
    let most = Int64.max - headerRoom - roomBehindSamples
    return overflow ? most : min(bytes, most)
  }

  // By their numbers, so that this compiles with a libsndfile before 1.1, which then says that it cannot.
  private static let mpeg = 0x230000
  private static let layerIII = 0x0082

  /// libsndfile's number for this container with these samples.
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
