import FileStore

/// Boxes of an MPEG-4 file (ISO 14496-12): a length that includes these eight bytes, a name of four characters, a body.
///
/// ```swift
/// let header = MPEG4Box.box("moov", MPEG4Box.box("mvhd", body))
/// ```
enum MPEG4Box {
  static func box(_ name: String, _ parts: [UInt8]...) -> [UInt8] { box(name, parts) }

  private static func box(_ name: String, _ parts: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(big: UInt32(8 + parts.reduce(0) { $0 + $1.count }))
    // The sign © is one byte in a name.
    bytes += name.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    for part in parts { bytes += part }
    return bytes
  }

  /// A box that begins with a version and flags.
  static func full(_ name: String, version: UInt8 = 0, flags: UInt32 = 0, _ parts: [UInt8]...) -> [UInt8] {
    box(name, [number(UInt32(version) << 24 | flags)] + parts)
  }

  /// A number with its highest byte first.
  static func number(_ number: some FixedWidthInteger) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(big: number)
    return bytes
  }

  /// Numbers of the same width.
  static func numbers(_ numbers: UInt32...) -> [UInt8] { numbers.flatMap { number($0) } }

  // MARK: Reading

  /// The most boxes of one level that are looked at, more than any program writes.
  private static let mostBoxes = 10_000

  /// The place of the body of a box, by the names on the way to it; nil where it is missing.
  ///
  /// - Parameters:
  ///   - range: the bytes that contain the outermost box.
  ///   - signature: bytes with which the body of the innermost box begins.
  static func body(
    of names: [String], signature: [UInt8] = [], in range: Range<Int64>,
    read: (_ count: Int64, _ offset: Int64) throws(RecipeProblem) -> [UInt8]
  ) throws(RecipeProblem) -> Range<Int64>? {
    guard let name = names.first else { return range }
    var place = range.lowerBound
    for _ in 0..<mostBoxes {
      guard range.upperBound - place >= 8 else { return nil }
      let head = try read(8, place)
      var (start, length) = (place + 8, Int64(head[..<4].bigNumber))
      if length == 1, range.upperBound - start >= 8 {
        length = Int64(clamping: try read(8, start).bigNumber)
        start += 8
      }
      let end = length == 0 ? range.upperBound : place + min(length, range.upperBound - place + 1)
      guard end >= start, end <= range.upperBound else { throw .damaged }
      if head.has(name, at: 4) {
        if names.count == 1 {
          let signatureBytes = Int64(signature.count)
          if end - start >= signatureBytes, try read(signatureBytes, start) == signature { return start..<end }
        } else if let found = try body(of: Array(names.dropFirst()), signature: signature, in: start..<end, read: read)
        {
          return found
        }
      }
      place = end
    }
    throw .damaged
  }
}
