#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Silence that is left out of a file: what was never written reads as zeros, and takes neither time nor room.
///
/// See decision 22.
enum Holes {
  /// Bytes that file systems keep together.
  private static let block = 4096
  /// Shorter ones would cut the file into more pieces than they are worth.
  private static let leastBlocks = 4

  /// What has to be written of some bytes, in their order, where nothing stands yet: all but long holes.
  ///
  /// - Parameter offset: where in the file they go.
  static func solid(in bytes: UnsafeRawBufferPointer, at offset: Int64) -> [Range<Int>] {
    var solid: [Range<Int>] = []
    var start = 0
    var index = Int(-offset & Int64(block - 1))
    while index + block <= bytes.count {
      let hole = index
      while index + block <= bytes.count, isZero(bytes.baseAddress! + index) { index += block }
      if index - hole >= leastBlocks * block {
        if hole > start { solid.append(start..<hole) }
        start = index
      }
      index += block
    }
    if bytes.count > start { solid.append(start..<bytes.count) }
    return solid
  }

  private static func isZero(_ block: UnsafeRawPointer) -> Bool {
    block.loadUnaligned(as: UInt64.self) == 0 && memcmp(block, block + 1, Self.block - 1) == 0
  }
}
