/// The annotations of a track in the form of one kind of file, and the way into it: before the sound, among its pages,
/// or after it.
protocol AnnotationLayout {
  /// The bytes that they add to the file; in FLAC and Ogg, to what libsndfile would have written there.
  var addedBytes: Int64 { get }

  /// The sink into which libsndfile writes the sound of an empty file, after the bytes that precede the sound.
  func sink(on descriptor: Int32) -> VirtualIO

  /// Writes the parts that depend on the sound. Returns false if libsndfile's part is not as expected; the sink's
  /// `failure` has a refusal of the system.
  func complete(_ sink: VirtualIO) -> Bool
}

extension AnnotationLayout {
  func sink(on descriptor: Int32) -> VirtualIO { VirtualIO(on: descriptor) }
}

extension VirtualIO {
  /// Writes chunks after the sound.
  ///
  /// - Parameter alignment: the first chunk begins at a multiple of so many bytes.
  func append(_ chunks: [UInt8], after soundEnd: Int64, alignment: Int64) {
    let padding = [UInt8](repeating: 0, count: Int((alignment - soundEnd % alignment) % alignment))
    write(padding + chunks, at: soundEnd)
  }

  /// The end of a chunk of samples, whose length is known better than libsndfile writes it: after an odd number of
  /// bytes it writes one more, and in AIFF counts that as sound. Nil where the chunk is missing or has another length.
  func endOfSound(in chunk: Range<Int64>?, bytes: Int64) -> Int64? {
    guard let chunk, (bytes...bytes + 1).contains(chunk.upperBound - chunk.lowerBound) else { return nil }
    return chunk.lowerBound + bytes
  }
}
