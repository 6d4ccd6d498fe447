public import Synthesis

/// Why a file was not written, or not read: facts only, worded at the edge.
public struct SoundFileError: Error, Sendable, Equatable {
  /// The file that was asked for, as the caller spelled it.
  public let path: String
  public let problem: Problem

  package init(_ path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  public enum Problem: Sendable, Equatable {
    // The name.
    /// No file can have this name here: it is empty, too long, or holds a NUL.
    case unusableName
    /// The extension is given as it was written, without its dot, and is empty where the name has none.
    case unsupportedExtension(String, supported: [String])

    // What the kind of file can hold.
    /// `Container.rates` has those that it takes.
    case unsupportedRate(Int, in: Container)
    /// `Container.sampleFormats` has those that it takes.
    case unsupportedSamples(SampleFormat, in: Container)
    /// Bytes of sound.
    case tooLong(for: Container, bytes: Int64, most: Int64)

    // What is already there.
    /// A file stands there, and it was not to be replaced.
    case exists
    /// Our own earlier output stands there, but somebody has changed it since.
    case changedSinceWritten
    /// It changed between reading and writing.
    case changedMeanwhile
    /// Something other than a file stands there. It is never written through, replaced or removed.
    case notARegularFile(FileKind)
    /// A file stands where one is to stand beside the track, and holds something else than would be written.
    case otherContent

    /// Another program has held the lock on the ledger for thirty seconds.
    case lockedByAnother

    // The folder.
    case missingFolder(String)
    /// A part of the path to the folder is a file.
    case notAFolder(String)
    /// A folder below the output folder is a link, and could lead out of it.
    case folderIsLink(String)
    /// Missing rights, or a file system that is mounted read-only.
    case folderNotWritable(String, SystemFailure)

    // Room. Bytes.
    /// Found before anything was written.
    case notEnoughSpace(needed: Int64, free: Int64)
    /// The disk, or the user's quota on it, was full after so many bytes of sound.
    case diskFull(written: Int64)
    /// The file system, or the limit of the process (`ulimit -f`), allows no file this long.
    case fileTooLong(written: Int64)

    // The system and libsndfile.
    case systemFailed(SystemFailure)
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
