public import Synthesis

/// Why a track was not written to a sound file, beyond what `FileError` says: facts only, worded by the command line.
public struct SoundFileError: Error, Sendable, Equatable {
  /// The file that was asked for, as the caller spelled it.
  public let path: String
  public let problem: Problem

  package init(_ path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  public enum Problem: Sendable, Equatable {
    // What the kind of file can hold.
    /// The extension is given as it was written, without its dot, and is empty where the name has none.
    case unsupportedExtension(String, supported: [String])

    /// `Container.rates` has those that it takes.
    case unsupportedRate(Int, in: Container)
    /// `Container.sampleFormats` has those that it takes.
    case unsupportedSamples(SampleFormat, in: Container)
    /// Bytes of sound.
    case tooLong(for: Container, bytes: Int64, most: Int64)

    // libsndfile.
    /// libsndfile refused, in its own words.
    case libraryFailed(String)
    /// Every write succeeded, and yet the finished file is not the track that was promised.
    case verificationFailed(Mismatch)

    // The sound: mistakes of the program, not of its user.
    case wrongTotal(promised: Int64, delivered: Int64)
    case wrongBlock(BlockFault)
  }

  /// What the finished file says of itself, and what was written into it.
  public struct Mismatch: Sendable, Equatable {
    public enum Field: String, Sendable { case frames, rate, channels, samples, container, bytes }
    public let field: Field
    public let expected: Int64
    public let found: Int64

    package init(field: Field, expected: Int64, found: Int64) {
      self.field = field
      self.expected = expected
      self.found = found
    }
  }

  /// Why a block of samples cannot be part of the track. `frame` counts from the track's first.
  public enum BlockFault: Sendable, Equatable {
    /// The samples are stored in another way than the track's.
    case otherSampleFormat(frame: Int64)
    /// The block ends within a frame.
    case brokenFrame(frame: Int64)
    /// A sample is not a number, is infinite, or does not fit in its 24 bits; it lies in the block that begins here.
    case unstorableSample(frame: Int64)
  }
}
