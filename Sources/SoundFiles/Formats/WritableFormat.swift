import CSndfile
import Synthesis

/// One kind of sound file that can be written: its limits and its encoding.
///
/// ```swift
/// extension WritableFormat {
///   static let caf = WritableFormat(extensions: ["caf"], code: SF_FORMAT_CAF, mostMarkers: 0) { CAFChunks(of: $0) }
/// }
/// ```
///
/// `Container` names the kinds and lists them.
struct WritableFormat: Sendable {
  /// Extensions that choose this kind, without their dot, in lower case.
  var extensions: [String]
  /// libsndfile's number for the container (`SF_FORMAT_…`), without the coding of the samples.
  var code: Int
  var coding = Coding.plain
  /// Sample formats that it takes, the usual one first.
  var sampleFormats: [SampleFormat] = [.int16, .int24, .float32]
  /// The only sample rates that it takes, in Hz; nil where it takes every rate that is rendered.
  var rates: [Int]?
  /// Whether 24-bit samples are stored with their lowest byte first, and can be written without a conversion: three
  /// times as fast.
  var isLittleEndian = false
  /// The most bytes of samples that its sizes can express; nil where no disk is as large.
  var mostSampleBytes: Int64?
  /// The number of markers that its readers take.
  var mostMarkers: Int
  /// The last frame at which a marker can be.
  var lastMarkedFrame = Int64.max
  /// The bit rates that can be chosen at a sample rate in Hz; nil if there is no choice.
  var bitRates: (@Sendable (_ rate: Int, _ channels: Int) -> BitRates)?
  /// Settings of the encoder, in the order in which libsndfile gets them.
  var encoderSettings: @Sendable (TrackDescription) -> [EncoderSetting] = { _ in [] }
  /// The program that encodes; nil where libsndfile does.
  var program: String?
  /// Reads the properties of a finished file; nil where libsndfile does.
  var header: (@Sendable (ByteSource) throws(RecipeProblem) -> SoundHeader)?
  /// Whether it holds a picture.
  var takesCover = false
  /// Corrects the file that libsndfile has closed, before the annotations are added.
  var finishSound: @Sendable (VirtualIO) -> Void = { _ in }
  /// The annotations of a track in the form of this kind.
  var annotations: @Sendable (TrackDescription) -> any AnnotationLayout

  /// The way in which samples are stored.
  enum Coding: Sendable {
    /// As they are.
    case plain
    /// Compressed without loss.
    case lossless
    /// Compressed with loss, by one of libsndfile's codecs. `leastBitRate` is in kbit/s, at a sample rate in Hz and a
    /// bit rate that was asked for, in kbit/s.
    case lossy(codec: Int, leastBitRate: @Sendable (_ rate: Int, _ bitRate: Int?) -> Int)
    /// Compressed with loss, by an `AACEncoder`.
    case aac
  }

  /// A command to an encoder of libsndfile.
  enum EncoderSetting {
    case constantBitRate
    /// A factor for samples before they are encoded, which undoes one of the encoder.
    case gain(Float)
    /// A share of the encoder's range of bit rates: 0 the most bits, 1 the least.
    case compression(Double)
    /// A share of the encoder's range of qualities, with a bit rate that varies: 1 the best.
    case quality(Double)
  }

  var isLossy: Bool {
    switch coding {
    case .lossy, .aac: true
    case .plain, .lossless: false
    }
  }

  var isCompressed: Bool {
    if case .plain = coding { false } else { true }
  }

  /// libsndfile's number for the container with these samples.
  func code(for samples: SampleFormat) -> Int32 {
    let pcm =
      switch samples {
      case .int16: SF_FORMAT_PCM_16
      case .int24: SF_FORMAT_PCM_24
      case .float32: SF_FORMAT_FLOAT
      }
    return switch coding {
    case .plain, .lossless: Int32(code | pcm)
    case .lossy(let codec, _): Int32(code | codec)
    case .aac: Int32(code)
    }
  }

  // MARK: Sizes in bytes

  /// The most bytes that libsndfile's header takes.
  static let headerSpace: Int64 = 1 << 16

  /// The most bytes that annotations after the samples take; a 32-bit size has to cover them as well.
  static let roomAfterSamples: Int64 = 16 << 20

  /// The least bytes that so many frames take.
  ///
  /// - Parameter bitRate: in kbit/s; nil for the usual one.
  func leastBytes(of frames: Int64, in format: SoundFormat, bitRate: Int?) -> Int64 {
    let plain = Container.bytes(of: frames, in: format)
    return switch coding {
    case .plain: plain
    // Silence takes next to nothing.
    case .lossless: plain / 64
    // Silence takes six bytes for 1,024 frames.
    case .aac: frames / 1_024 * 6
    case .lossy(_, let leastBitRate):
      frames / Int64(max(1, format.rate)) * 125 * Int64(leastBitRate(format.rate, bitRate))
    }
  }

  /// An upper bound of the size of a number of frames in bytes. No codec needs more than twice the size of the samples;
  /// a short file is mostly header.
  func mostBytes(of frames: Int64, in format: SoundFormat) -> Int64 {
    2 * min(Container.bytes(of: frames, in: format), 1 << 60) + 1 << 20
  }
}
