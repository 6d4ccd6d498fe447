import FileStore

/// A sound file that ends before its sound does.
///
/// libsndfile takes a WAV that breaks off for a shorter one and reports no error, so the headers that announce a number of
/// bytes are read here. Codecs announce frames instead, which the reader counts; Ogg announces nothing, but marks its last
/// page.
struct Truncation: Equatable {
  /// The share of the file that is there; nil where it is not known.
  let percent: Int?

  /// A program that writes into a pipe does not know the length, and announces something near the largest number that
  /// there is (espeak-ng 0x7FFFF000, ffmpeg 0xFFFFFFFF). Such a file reaches to its end.
  static let largestLength: UInt64 = 0x7FFF_0000

  init(percent: Int?) { self.percent = percent }

  /// Nil where the file is as long as its header announces, or where the header announces nothing.
  ///
  /// - Parameters:
  ///   - length: announced, in bytes.
  ///   - start: the offset from which it counts.
  init?(of source: ByteSource, announcing length: UInt64, from start: Int64) {
    guard length > 0, length < Self.largestLength else { return nil }
    let end = start + Int64(length)
    guard end > source.size else { return nil }
    percent = Int(source.size * 100 / end)
  }

  /// Throws where a file breaks off before its end.
  static func check(_ source: ByteSource, name: String) throws(RecordingError) {
    let found: Truncation?
    do throws(SystemFailure) {
      let head = try source.bytes(at: 0, count: ReadableFormat.headBytes)
      found = try ReadableFormat.of(head)?.truncation(source)
    } catch {
      throw RecordingError(name, .systemFailed(error))
    }
    if let found { throw RecordingError(name, .truncated(percent: found.percent)) }
  }
}
