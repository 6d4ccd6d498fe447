import FileStore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension TemporaryFile {
  /// Fills the file, which is empty, with what another one holds, and says how many bytes those were: fewer where it can
  /// be read no further. What is appended stands behind them.
  ///
  /// - Parameter look: given the bytes on their way.
  func copy(
    from source: ReadableFile, atMost limit: Int64 = .max, _ look: (UnsafeRawBufferPointer) -> Void
  ) throws(FileError) -> Int64 {
    var done: Int64 = 0
    var failure: Int32 = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while done < limit, failure == 0 {
      let wanted = Int(min(Int64(chunk.count), limit - done))
      let count = chunk.withUnsafeMutableBytes { room in
        let room = UnsafeMutableRawBufferPointer(rebasing: room[..<wanted])
        let count = FullTransfer.read(into: room, from: source.descriptor, at: done).done
        let bytes = UnsafeRawBufferPointer(rebasing: room[..<count])
        look(bytes)
        failure = Holes.write(bytes, to: descriptor, at: done).failure
        return count
      }
      guard count > 0 else { break }
      done += Int64(count)
    }
    // A hole at the end becomes part of the file.
    let end = off_t(done)
    if failure == 0, ftruncate(descriptor, end) != 0 || lseek(descriptor, end, SEEK_SET) < 0 { failure = errno }
    guard failure == 0 else { throw self.failure(.write, failure) }
    return done
  }
}
