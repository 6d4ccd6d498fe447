import FileStore

/// The completeness check of an Ogg stream. Its pages announce no length, but the last one has an end flag (RFC 3533,
/// section 6).
enum OggEnd {
  private static let pattern = Array("OggS".utf8)
  private static let headerSize = 27
  /// The largest size of a page in bytes: its header, 255 lengths, and as many segments of 255 bytes.
  private static let largestSize = headerSize + 255 + 255 * 255
  private static let endOfStream: UInt8 = 4

  static func isOgg(_ source: ByteSource) throws(SystemFailure) -> Bool {
    try source.bytes(at: 0, count: 4) == pattern
  }

  /// Whether the last page is complete and has the end flag. Other data may follow it.
  static func isComplete(_ source: ByteSource) throws(SystemFailure) -> Bool {
    let start = max(0, source.size - Int64(2 * largestSize))
    let tail = try source.bytes(at: start, count: 2 * largestSize)
    var place = tail.count - headerSize
    while place >= 0 {
      if tail[place..<place + 4].elementsEqual(pattern) {
        return tail[place + 5] & endOfStream != 0 && pageFits(tail[place...])
      }
      place -= 1
    }
    return false
  }

  private static func pageFits(_ page: ArraySlice<UInt8>) -> Bool {
    let segments = Int(page[page.startIndex + headerSize - 1])
    let lengths = page.dropFirst(headerSize).prefix(segments)
    return page.count >= headerSize + segments + lengths.reduce(0) { $0 + Int($1) }
  }
}
