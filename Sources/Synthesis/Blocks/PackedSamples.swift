/// Samples of 24 bits as most files hold them: three bytes each, the lowest first.
public struct PackedSamples: Sendable, Equatable {
  public private(set) var bytes: [UInt8]

  /// - Parameter bytes: three for each sample.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// - Precondition: each is within ±2²³.
  public init(_ samples: some Collection<Int32>) {
    bytes = samples.flatMap { sample in
      precondition(-(1 << 23)..<1 << 23 ~= sample)
      return (0..<3).map { UInt8(truncatingIfNeeded: sample >> (8 * $0)) }
    }
  }
}

extension PackedSamples: RandomAccessCollection, ExpressibleByArrayLiteral {
  public init(arrayLiteral samples: Int32...) { self.init(samples) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { bytes.count / 3 }

  public subscript(index: Int) -> Int32 {
    let place = 3 * index
    // The highest byte bears the sign.
    return Int32(bytes[place]) | Int32(bytes[place + 1]) << 8 | Int32(Int8(bitPattern: bytes[place + 2])) << 16
  }
}
