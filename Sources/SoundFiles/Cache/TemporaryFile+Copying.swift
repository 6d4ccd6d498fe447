import FileStore

extension TemporaryFile {
  /// Appends what another file holds, and returns how many bytes those were: fewer where it can be read no further.
  ///
  /// - Parameter look: given the bytes on their way.
  func copy(
    from source: ReadableFile, atMost limit: Int64 = .max, _ look: (UnsafeRawBufferPointer) -> Void
  ) throws(FileError) -> Int64 {
    var done: Int64 = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while done < limit {
      let wanted = Int(min(Int64(chunk.count), limit - done))
      let count = chunk.withUnsafeMutableBytes { room in
        let room = UnsafeMutableRawBufferPointer(rebasing: room[..<wanted])
        return FullTransfer.read(into: room, from: source.descriptor, at: done).done
      }
      guard count > 0 else { break }
      chunk.withUnsafeBytes { look(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      try append(count == chunk.count ? chunk : Array(chunk[..<count]))
      done += Int64(count)
    }
    return done
  }
}
