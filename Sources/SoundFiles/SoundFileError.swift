public import Programs
public import Synthesis

/// The reason why a track was not written to a sound file, apart from a `FileError`. It holds facts only; the command
/// line has the wording.
///
/// ```swift
/// do {
///   try file.append(block)
/// } catch let error as SoundFileError {
///   if case .wrongBlock(let fault) = error.problem { print(error.path, fault) }
/// }
/// ```
public struct SoundFileError: Error, Sendable, Equatable {
  /// The path of the file, as the caller spelled it.
  public let path: String
  /// The reason.
  public let problem: Problem

  package init(_ path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// A reason why a track was not written to a sound file.
  public enum Problem: Sendable, Equatable {
    // The limits of the container.
    /// The extension as it was written, without its dot; empty if the name has none.
    case unsupportedExtension(String, supported: [String])

    /// The sample rate, in frames per second. `Container.rates` lists the supported ones.
    case unsupportedRate(Int, in: Container)
    /// The sample format. `Container.sampleFormats` lists the supported ones.
    case unsupportedSamples(SampleFormat, in: Container)
    /// The bit rate, in kbit/s, at this sample rate and number of channels. `Container.bitRates` has the supported
    /// ones.
    case unsupportedBitRate(Int, of: SoundFormat, in: Container)
    /// The container holds no picture.
    case unsupportedCover(in: Container)
    /// The size of the sound and the largest size that the container can hold, both in bytes.
    case tooLong(for: Container, bytes: Int64, most: Int64)

    // libsndfile.
    /// The program that encodes this kind of file is missing or failed.
    case programFailed(ProgramFailure)
    /// A refusal by libsndfile, with its message.
    case libraryFailed(String)
    /// The finished file differs from the promised track, although every write succeeded.
    case verificationFailed(Mismatch)

    // The sound: errors of the program, not of its user.
    /// The number of frames differs from the description of the track.
    case wrongTotal(promised: Int64, delivered: Int64)
    /// A block that cannot be part of the track.
    case wrongBlock(BlockFault)
  }

  /// A difference between the header of the finished file and the written data.
  public struct Mismatch: Sendable, Equatable {
    /// The part of the header that differs. `bytes` is the size of the file.
    public enum Field: String, Sendable { case frames, rate, channels, samples, container, bytes }
    /// The part of the header that differs.
    public let field: Field
    /// The value that was written, in the unit of the field. The container and the samples are the codes of libsndfile.
    public let expected: Int64
    /// The value that was read back.
    public let found: Int64

    package init(field: Field, expected: Int64, found: Int64) {
      self.field = field
      self.expected = expected
      self.found = found
    }
  }

  /// The reason why a block of samples cannot be part of the track. `frame` counts from the start of the track.
  public enum BlockFault: Sendable, Equatable {
    /// The sample format differs from that of the track.
    case otherSampleFormat(frame: Int64)
    /// The block ends within a frame.
    case brokenFrame(frame: Int64)
    /// A sample is NaN, infinite, or outside the range of 24 bits. It is in the block that begins at this frame.
    case unstorableSample(frame: Int64)
  }
}
