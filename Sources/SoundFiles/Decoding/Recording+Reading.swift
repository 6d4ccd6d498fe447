import FileStore
public import Synthesis

extension Recording {
  /// Extensions that recordings have, without their dot, in lower case. Of two recordings with one name, the one whose
  /// extension comes first is taken.
  public static let extensions = ReadableFormat.all.flatMap(\.extensions) + FFmpegDecoder.extensions

  /// Reads a whole sound file into memory: WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF, and all other formats of libsndfile
  /// and, if it is installed, of ffmpeg. The content determines the format, not the name.
  ///
  /// Links are followed. Only a regular file is read, so that no FIFO or device can block the program.
  ///
  /// - Throws: `RecordingError`.
  public init(readingFrom path: String, within limits: RecordingLimits = RecordingLimits()) throws(RecordingError) {
    try self.init(SampleReader(ofFileAt: path, within: limits))
  }

  /// Decodes a sound file in memory, such as the standard output of a speech program. A WAV file from a pipe may
  /// announce too many bytes, since its writer did not know the length.
  ///
  /// - Parameter name: the name for errors.
  /// - Throws: `RecordingError`.
  public init(decoding bytes: [UInt8], named name: String, within limits: RecordingLimits = RecordingLimits())
    throws(RecordingError)
  {
    try self.init(SampleReader(of: bytes, named: name, within: limits))
  }

  private init(_ reader: SampleReader) throws(RecordingError) {
    var samples: [Float] = []
    while let block = try reader.next() { samples += block }
    self.init(rate: reader.rate, channels: reader.channels, samples: samples)
  }
}
