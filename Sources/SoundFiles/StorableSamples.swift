extension Array where Element == UInt8 {
  /// Becomes these samples as 24-bit little-endian numbers; false if one of them needs more than 24 bits.
  mutating func pack24(_ samples: [Int32]) -> Bool {
    if count != samples.count * 3 { self = [UInt8](repeating: 0, count: samples.count * 3) }
    var excess: UInt32 = 0
    withUnsafeMutableBufferPointer { bytes in
      for index in samples.indices {
        let sample = samples[index]
        excess |= UInt32(bitPattern: sample &+ (1 << 23))
        bytes[index * 3] = UInt8(truncatingIfNeeded: sample)
        bytes[index * 3 + 1] = UInt8(truncatingIfNeeded: sample >> 8)
        bytes[index * 3 + 2] = UInt8(truncatingIfNeeded: sample >> 16)
      }
    }
    return excess >> 24 == 0
  }
}

extension Array where Element == Float {
  /// Compares bits, which the compiler turns into SIMD; a test of each number with an early exit it does not.
  var areFinite: Bool {
    var largest: Int32 = 0
    for sample in self { largest = Swift.max(largest, Int32(bitPattern: sample.bitPattern & 0x7fff_ffff)) }
    return largest < 0x7f80_0000
  }
}
