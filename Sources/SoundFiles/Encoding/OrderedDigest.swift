import FileStore

/// The digest of a file, computed while its bytes are written from first to last.
///
/// The head of a sound file contains sizes that are written last. It is given in advance, and compared in the end.
struct OrderedDigest: ~Copyable {
  private var hash = DigestStream()
  /// The first bytes of the finished file.
  let head: [UInt8]
  /// The number of bytes that the digest includes; nil if bytes were written out of order.
  private var end: Int64?

  /// The digest of a file that begins with a head.
  init(head: [UInt8]) {
    self.head = head
    head.withUnsafeBytes { hash.update($0) }
    end = Int64(head.count)
  }

  /// Includes bytes that are written at an offset of the file, unless they are in the head.
  mutating func add(_ bytes: UnsafeRawBufferPointer, at offset: Int64) {
    guard let end, offset + Int64(bytes.count) > head.count else { return }
    self.end = offset == end ? end + Int64(bytes.count) : nil
    hash.update(bytes)
  }

  /// Returns the digest of a file of a size; nil if it does not include all bytes of that file.
  func digest(ofSize size: Int64) -> Digest? { end == size ? hash.digest : nil }
}

extension SampleWriter {
  /// Returns the bytes before the samples of a finished file; nil if they depend on the samples.
  ///
  /// A file of the same length is made in memory, into which only the last frame is written: its header is the same.
  static func head(
    of track: TrackDescription, in container: Container, with layout: any AnnotationLayout, at entry: DirectoryEntry
  ) throws -> [UInt8]? {
    guard !container.isCompressed, track.frames > 0 else { return nil }
    let sink = VirtualIO(keeping: Int(WritableFormat.headerSpace))
    let writer = try SampleWriter(to: sink, at: entry, in: container, of: track)
    try writer.writeLastFrame()
    let start = sink.end - Container.bytes(of: track.frames, in: track.format)
    try writer.finish()
    try writer.add(layout)
    return sink.read(Int(start), at: 0)
  }
}
