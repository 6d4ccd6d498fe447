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
package enum Holes {
  /// Bytes that file systems keep together.
  private static let block = 4096
  /// Shorter ones would cut the file into more pieces than they are worth.
  private static let leastBlocks = 4

  /// How far bytes came with their holes.
  package struct Transfer {
    /// Bytes, those in holes included.
    package var done = 0
    /// Behind the last byte that was written, in the file; 0 where none was.
    package var writtenEnd: Int64 = 0
    /// An `errno`; 0 unless the system refused.
    package var failure: Int32 = 0
  }

  /// Writes bytes where nothing stands yet, but for the long holes in them. A hole at the end is no part of the file
  /// until something is written behind it.
  package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int64) -> Transfer {
    var transfer = Transfer()
    for range in solid(in: bytes, at: offset) {
      let place = offset + Int64(range.lowerBound)
      let written = FullTransfer.write(UnsafeRawBufferPointer(rebasing: bytes[range]), to: descriptor, at: place)
      if written.done > 0 { transfer.writtenEnd = place + Int64(written.done) }
      if written.failure != 0 {
        (transfer.done, transfer.failure) = (range.lowerBound + written.done, written.failure)
        return transfer
      }
    }
    transfer.done = bytes.count
    return transfer
  }

  /// What has to be written of some bytes, in their order: all but long holes.
  ///
  /// - Parameter offset: where in the file they go.
  private static func solid(in bytes: UnsafeRawBufferPointer, at offset: Int64) -> [Range<Int>] {
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
