import CSndfile
import Synthesis

/// The kind of file that holds a track. The name's extension chooses it, and for `.wav` also the length.
public enum Container: String, Sendable, Hashable, CaseIterable {
  /// RIFF/WAVE, whose sizes are 32-bit numbers.
  case wav
  /// EBU Tech 3306: a WAVE with 64-bit sizes, under the same extension.
  case rf64

  /// Extensions that can be written, without their dot, as they are shown to the user.
  public static let extensions = ["wav"]

  /// More than libsndfile's header ever takes. Bytes.
  static let headerRoom: Int64 = 1 << 16

  /// For markers, labels and text behind the samples, which a 32-bit size has to cover as well. Bytes.
  static let roomBehindSamples: Int64 = 16 << 20

  /// Chosen before the first sample, since libsndfile lets the sizes in the header of a long WAV wrap in silence.
  package init(forExtension fileExtension: String, samplesOf dataBytes: Int64) throws(UnsupportedExtension) {
    switch fileExtension.lowercased() {
    case "wav": self = dataBytes < (1 << 32) - Self.roomBehindSamples ? .wav : .rf64
    default: throw UnsupportedExtension()
    }
  }

  package struct UnsupportedExtension: Error {}

  /// The bytes of that many frames; a length beyond all disks where they cannot be counted.
  package static func bytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    let (bytes, overflow) = frames.multipliedReportingOverflow(by: Int64(format.channels * format.samples.bytes))
    return overflow ? .max - headerRoom : min(bytes, .max - headerRoom)
  }

  /// libsndfile's number for this container with these samples.
  func code(for samples: SampleFormat) -> Int32 {
    let major =
      switch self {
      case .wav: SF_FORMAT_WAV
      case .rf64: SF_FORMAT_RF64
      }
    let minor =
      switch samples {
      case .int16: SF_FORMAT_PCM_16
      case .int24: SF_FORMAT_PCM_24
      case .float32: SF_FORMAT_FLOAT
      }
    return Int32(major) | Int32(minor)
  }
}
