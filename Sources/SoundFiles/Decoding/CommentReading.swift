extension FLACHeader {
  /// Reads the comments of a FLAC file; nil if it has none.
  static func comment(in file: ReadableFile) throws(RecipeProblem) -> VorbisComment? {
    var place: Int64 = 4
    // A limit far above the number of block types in the format.
    for _ in 0..<1_000 {
      let head = try file.bytes(4, at: place)
      let length = Int64(head[1...].bigNumber)
      if head[0] & 0x7F == commentType {
        guard let comment = VorbisComment(try file.bytes(length, at: place + 4)) else { throw .damaged }
        return comment
      }
      if head[0] & 0x80 != 0 { return nil }
      place += 4 + length
    }
    throw .damaged
  }
}

extension OggPage {
  /// Reads the comments of a Vorbis or Opus stream, which are its second packet; nil for another codec.
  static func comment(in file: ReadableFile) throws(RecipeProblem) -> VorbisComment? {
    var place: Int64 = 0
    var whole: [[UInt8]] = []
    var begun: [UInt8] = []
    while whole.count < 2, begun.count < ReadableFile.mostBytes {
      // The largest size of a page.
      let window = try file.bytes(min(65_307, file.size - place), at: place)
      guard let page = OggPage(window[...]), page.size > 0 else { throw .damaged }
      page.collectPackets(whole: &whole, begun: &begun)
      place += Int64(page.size)
    }
    guard whole.count >= 2 else { throw .damaged }
    for codec in [OggCodec.vorbis, .opus] where whole[0].starts(with: codec.signature) {
      guard let comment = codec.comment(in: whole[1]) else { throw .damaged }
      return comment
    }
    return nil
  }
}

extension ID3Tag {
  /// Reads the recipe from the tag at the start of a file; nil if the tag has none.
  static func recipe(in file: ReadableFile) throws(RecipeProblem) -> [UInt8]? {
    let header = try file.bytes(Int64(headerSize), at: 0)
    guard header[3] == 4, header[5] == 0 else { return nil }
    guard let size = number(header[6..<10]) else { throw .damaged }
    let end = Int64(headerSize + size)
    var place = Int64(headerSize)
    for _ in 0..<100_000 {
      guard end - place > 10 else { return nil }
      let frame = try file.bytes(10, at: place)
      // Padding follows the last frame.
      if frame[0] == 0 { return nil }
      guard let length = number(frame[4..<8]) else { throw .damaged }
      if frame.starts(with: "GEOB".utf8) {
        let body = try file.bytes(Int64(length), at: place + 10)
        if body.starts(with: objectHeader) { return Array(body.dropFirst(objectHeader.count)) }
      }
      place += 10 + Int64(length)
    }
    throw .damaged
  }
}
