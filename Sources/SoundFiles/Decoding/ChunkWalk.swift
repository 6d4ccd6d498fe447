import FileStore

/// Walks through the chunks of a file, from one to the next: a name of four bytes, a length, and so many bytes.
///
/// ```swift
/// var walk = ChunkWalk.riff
/// while let chunk = try walk.next(size: size, read: read) { … }
/// ```
struct ChunkWalk {
  /// The offset of the next chunk.
  private var place: Int64
  /// Bytes of a length.
  private let lengthBytes: Int64
  private let isBigEndian: Bool
  /// Each chunk is padded to a multiple of so many bytes.
  private let alignment: Int64
  /// The length of the samples by the chunk `ds64` of an RF64.
  private var longData: UInt64?

  private init(from start: Int64, lengthBytes: Int64, isBigEndian: Bool, alignment: Int64) {
    (place, self.lengthBytes) = (start, lengthBytes)
    (self.isBigEndian, self.alignment) = (isBigEndian, alignment)
  }

  static let riff = ChunkWalk(from: 12, lengthBytes: 4, isBigEndian: false, alignment: 2)
  /// A RIFF whose numbers have their highest byte first.
  static let rifx = ChunkWalk(from: 12, lengthBytes: 4, isBigEndian: true, alignment: 2)
  static let aiff = ChunkWalk(from: 12, lengthBytes: 4, isBigEndian: true, alignment: 2)
  static let caf = ChunkWalk(from: 8, lengthBytes: 8, isBigEndian: true, alignment: 1)

  /// The most chunks that are looked at, more than any program writes: a file made of empty chunks ends the walk, too.
  private static let mostChunks = 10_000

  struct Chunk {
    let name: [UInt8]
    /// The offset of its body.
    let start: Int64
    /// The length of its body by its header, in bytes.
    let length: UInt64
  }

  /// The next chunk; nil after the last. A pad byte at the very end is no chunk. The lengths are not compared with the
  /// file's.
  ///
  /// - Parameters:
  ///   - size: of the file, in bytes.
  ///   - read: reads so many bytes at an offset.
  mutating func next<Problem: Error>(
    size: Int64, read: (_ count: Int64, _ offset: Int64) throws(Problem) -> [UInt8]
  ) throws(Problem) -> Chunk? {
    let headerBytes = 4 + lengthBytes
    guard size - place >= headerBytes else { return nil }
    let header = try read(headerBytes, place)
    guard header.count == headerBytes else { return nil }
    let name = Array(header[..<4])
    let start = place + headerBytes
    var length = isBigEndian ? header[4...].bigNumber : header[4...].littleNumber
    if name.has("ds64") { longData = try read(8, start + 8).littleNumber }
    if name.has("data"), length == 0xFFFF_FFFF, let longData { length = longData }
    let body = min(Int64(clamping: length), .max - start - alignment)
    place = start + (body + alignment - 1) / alignment * alignment
    return Chunk(name: name, start: start, length: length)
  }

  /// The body of the first chunk of a name that begins with a signature, without the signature; nil where there is none.
  /// A chunk that is longer than the file is `damaged`.
  func body(of name: String, signature: [UInt8] = [], in file: ReadableFile) throws(RecipeProblem) -> [UInt8]? {
    let range = try range(of: name, signature: signature, size: file.size) { count, offset throws(RecipeProblem) in
      try file.bytes(count, at: offset)
    }
    guard let range else { return nil }
    return try file.bytes(range.upperBound - range.lowerBound, at: range.lowerBound)
  }

  /// The place of that body.
  func range(
    of name: String, signature: [UInt8] = [], size: Int64,
    read: (_ count: Int64, _ offset: Int64) throws(RecipeProblem) -> [UInt8]
  ) throws(RecipeProblem) -> Range<Int64>? {
    var walk = self
    let signatureBytes = Int64(signature.count)
    for _ in 0..<Self.mostChunks {
      guard let chunk = try walk.next(size: size, read: read) else { return nil }
      guard let length = Int64(exactly: chunk.length), length <= size - chunk.start else { throw .damaged }
      if chunk.name.has(name), length >= signatureBytes, try read(signatureBytes, chunk.start) == signature {
        return chunk.start + signatureBytes..<chunk.start + length
      }
    }
    throw .damaged
  }

  /// The truncation of a file by the length of the chunk that has its samples; nil where that is whole or is not found.
  func truncation(of source: ByteSource, samplesIn name: String) throws(SystemFailure) -> Truncation? {
    var walk = self
    for _ in 0..<Self.mostChunks {
      let chunk = try walk.next(size: source.size) { count, offset throws(SystemFailure) in
        try source.bytes(at: offset, count: Int(count))
      }
      guard let chunk else { return nil }
      if chunk.name.has(name) { return Truncation(of: source, announcing: chunk.length, from: chunk.start) }
    }
    return nil
  }
}
