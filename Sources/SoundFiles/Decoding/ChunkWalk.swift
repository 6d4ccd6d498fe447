/// The layout of a chunked file format, and the search for a chunk in such a file.
struct ChunkWalk {
  /// The offset of the first chunk.
  let start: Int64
  /// The number of bytes of a chunk's size.
  let sizeSize: Int64
  let isBigEndian: Bool
  /// The multiple of bytes at which chunks begin.
  let alignment: Int64

  static let riff = ChunkWalk(start: 12, sizeSize: 4, isBigEndian: false, alignment: 2)
  static let aiff = ChunkWalk(start: 12, sizeSize: 4, isBigEndian: true, alignment: 2)
  static let caf = ChunkWalk(start: 8, sizeSize: 8, isBigEndian: true, alignment: 1)

  /// More chunks than any program writes. It bounds the search in a file of empty chunks.
  private static let mostChunks = 10_000

  /// Returns the content of the first chunk with a name, after a signature; nil if there is none.
  func body(
    of wanted: [UInt8], signature: [UInt8] = [], in file: ReadableFile
  ) throws(RecipeProblem) -> [UInt8]? {
    let range = try range(of: wanted, signature: signature, size: file.size) { count, place throws(RecipeProblem) in
      try file.bytes(count, at: place)
    }
    guard let range else { return nil }
    return try file.bytes(range.upperBound - range.lowerBound, at: range.lowerBound)
  }

  /// Returns the range of that content in the file.
  ///
  /// - Parameters:
  ///   - fileSize: the size of the file in bytes.
  ///   - read: returns `count` bytes from an offset.
  func range(
    of wanted: [UInt8], signature: [UInt8] = [], size fileSize: Int64,
    read: (_ count: Int64, _ place: Int64) throws(RecipeProblem) -> [UInt8]
  ) throws(RecipeProblem) -> Range<Int64>? {
    let headerSize = 4 + sizeSize
    let signatureSize = Int64(signature.count)
    var place = start
    var longData: UInt64?
    for _ in 0..<Self.mostChunks {
      // A pad byte at the end of the file is not a chunk.
      guard fileSize - place >= headerSize else { return nil }
      let header = try read(headerSize, place)
      let name = Array(header.prefix(4))
      let number = header.dropFirst(4)
      var length = isBigEndian ? number.bigNumber : number.littleNumber
      if name == Array("ds64".utf8) { longData = try read(8, place + headerSize + 8).littleNumber }
      if name == Array("data".utf8), let longData, length == 0xFFFF_FFFF { length = longData }
      guard let body = Int64(exactly: length), body <= fileSize - place - headerSize else { throw .damaged }
      let bodyStart = place + headerSize
      if name == wanted, body >= signatureSize, try read(signatureSize, bodyStart) == signature {
        return bodyStart + signatureSize..<bodyStart + body
      }
      place = bodyStart + (body + alignment - 1) / alignment * alignment
    }
    throw .damaged
  }
}
