import FileStore
public import Synthesis

extension Recording {
  /// Extensions that recordings have, without their dot, in lower case. Of two recordings with one name, the one whose
  /// extension comes first is taken.
  public static let extensions = ReadableFormat.all.flatMap(\.extensions)

  /// Reads a whole sound file into memory: WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF, whatever libsndfile decodes; its content
  /// decides, not its name.
  ///
  /// Links are followed. Nothing but a regular file is read, so that no FIFO or device can hold the program up.
  public init(readingFrom path: String, within limits: RecordingLimits = RecordingLimits()) throws(RecordingError) {
    try self.init(SampleReader(ofFileAt: path, within: limits))
  }

  /// Decodes a sound file that is in memory, such as what a speaking program wrote to its standard output.
  ///
  /// A WAV may announce too much there: who writes into a pipe cannot know the length.
  /// - Parameter name: what errors call it.
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
