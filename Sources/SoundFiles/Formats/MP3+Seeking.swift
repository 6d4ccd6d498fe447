import FileStore

extension SoundFile {
  /// Makes the time of a finished MP3 the same after a jump as from the beginning.
  ///
  /// The first frame of an MP3 tells players how many samples at the beginning are the encoder's delay. Browsers leave
  /// them out when they play from the beginning, but not after a jump, so that the sound is up to 50 ms late then.
  /// Without the description the frame is a silent one, and the sound is late by the same time everywhere.
  ///
  /// - Returns: the time by which the sound is late; zero if the file has no such frame.
  /// - Throws: `FileError`, if the file cannot be read or written.
  package func makeSeekable(rate: Int) throws(FileError) -> Duration {
    let header = try bytes(10, at: 0)
    var start: Int64 = 0
    if header.starts(with: ID3Tag.signature) {
      start = 10 + header[6..<10].reduce(Int64(0)) { $0 << 7 | Int64($1) }
    }
    // The description follows the side information, whose size depends on the version and the channels.
    let frame = try bytes(64, at: start)
    for offset in 13...36 where frame.count >= offset + 4 {
      guard ["Info", "Xing"].contains(where: { frame[offset..<offset + 4].elementsEqual($0.utf8) }) else { continue }
      try overwrite([0, 0, 0, 0], at: start + Int64(offset))
      // LAME's delay of 576 samples and a decoder's of 529, and the frame itself.
      let samples = 576 + 529 + (rate >= 32_000 ? 1152 : 576)
      return .seconds(1) * samples / rate
    }
    return .zero
  }

  /// Returns all bytes of the finished file, which has no name yet.
  ///
  /// - Throws: `FileError`, if they cannot be read.
  package func contents() throws(FileError) -> [UInt8] { try bytes(Int(size), at: 0) }
}
