/// Numbers as file formats write them.
extension Array where Element == UInt8 {
  /// The lowest byte first, as in RIFF, Ogg and Vorbis comments.
  mutating func append(little number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// The highest byte first, as in AIFF, CAF, FLAC and ID3.
  mutating func append(big number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

extension Collection where Element == UInt8 {
  /// All bytes as one number, the lowest first; at most eight.
  var littleNumber: UInt64 { reversed().bigNumber }

  /// All bytes as one number, the highest first; at most eight.
  var bigNumber: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }
}
