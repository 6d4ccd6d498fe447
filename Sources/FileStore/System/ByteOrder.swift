/// Numbers in the byte orders of file formats.
extension Array where Element == UInt8 {
  /// Appends a number in little-endian order, as in RIFF, Ogg and Vorbis comments.
  package mutating func append(little number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a number in big-endian order, as in AIFF, CAF, FLAC and ID3.
  package mutating func append(big number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  /// Appends the bytes of a text in UTF-8.
  package mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

extension Collection where Element == UInt8 {
  /// All bytes as one little-endian number; at most eight bytes.
  package var littleNumber: UInt64 { reversed().bigNumber }

  /// All bytes as one big-endian number; at most eight bytes.
  package var bigNumber: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }
}
