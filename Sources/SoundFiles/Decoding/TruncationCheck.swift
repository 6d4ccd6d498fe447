import FileStore

/// The check that a file is complete, by the length in its header.
///
/// libsndfile silently reads a WAV file that was cut off as a shorter one, so headers that announce bytes are checked
/// here. Codecs announce frames instead, which `SampleReader` counts. Ogg announces nothing, but marks its last page.
struct TruncationCheck {
  private let source: ByteSource

  /// More chunks than any file has before its sound, usually a few dozen at most.
  private static let mostChunks = 10_000
  /// The first length that means an unknown one. A program that writes to a pipe does not know the length, and writes a
  /// number near the largest one (espeak-ng 0x7FFFF000, ffmpeg 0xFFFFFFFF). Such a file extends to its end.
  private static let largestLength: UInt64 = 0x7FFF_0000

  /// Checks a file.
  ///
  /// - Throws: `.truncated`, if the file was cut off, or the refusal of the system.
  static func check(_ source: ByteSource, name: String) throws(RecordingError) {
    let percent: Int?
    do throws(SystemFailure) {
      if try OggEnd.isOgg(source) {
        if try OggEnd.isComplete(source) { return }
        percent = nil
      } else if let end = try TruncationCheck(source: source).offset(), end > source.size {
        percent = Int(source.size * 100 / end)
      } else {
        return
      }
    } catch {
      throw RecordingError(name, .systemFailed(error))
    }
    throw RecordingError(name, .truncated(percent: percent))
  }

  /// Returns the offset at which the samples end by the header; nil if the header does not say, or for another format.
  private func offset() throws(SystemFailure) -> Int64? {
    let head = try source.bytes(at: 0, count: 24)
    guard head.count == 24 else { return nil }
    let isWave = head[8..<12].elementsEqual("WAVE".utf8)
    return switch String(decoding: head[..<4], as: UTF8.self) {
    case "RIFF" where isWave: try end(of: "data", from: 12, lengths: .little(bytes: 4))
    case "RIFX" where isWave: try end(of: "data", from: 12, lengths: .big(bytes: 4))
    case "RF64" where isWave: try endOfRF64()
    case "FORM": try end(of: "SSND", from: 12, lengths: .big(bytes: 4))
    case "caff": try end(of: "data", from: 8, lengths: .big(bytes: 8))
    // W64: the size of the whole file.
    case "riff": Self.end(from: 0, ByteOrder.little(bytes: 8).number(head[16...]))
    // AU: the offset of the samples, and their number of bytes.
    case ".snd": Self.end(from: ByteOrder.big(bytes: 4).number(head[4...]), ByteOrder.big(bytes: 4).number(head[8...]))
    default: nil
    }
  }

  private func end(of wanted: String, from first: Int64, lengths: ByteOrder) throws(SystemFailure) -> Int64? {
    var offset = first
    for _ in 0..<Self.mostChunks {
      let header = try source.bytes(at: offset, count: 4 + lengths.bytes)
      guard header.count == 4 + lengths.bytes else { return nil }
      let length = lengths.number(header[4...])
      let body = offset + Int64(header.count)
      if header.starts(with: wanted.utf8) { return Self.end(from: UInt64(body), length) }
      // The chunks of all formats except CAF are padded to even lengths.
      guard length < Self.largestLength else { return nil }
      offset = body + Int64(length) + (lengths.bytes == 4 ? Int64(length % 2) : 0)
    }
    return nil
  }

  /// Returns the end of the samples of an RF64 file, whose first chunk holds the 64-bit sizes of the file and of the
  /// samples.
  private func endOfRF64() throws(SystemFailure) -> Int64? {
    let lengths = try source.bytes(at: 12, count: 24)
    guard lengths.starts(with: "ds64".utf8), lengths.count == 24 else { return nil }
    var offset: Int64 = 12
    for _ in 0..<Self.mostChunks {
      let header = try source.bytes(at: offset, count: 8)
      guard header.count == 8 else { return nil }
      if header.starts(with: "data".utf8) {
        return Self.end(from: UInt64(offset + 8), ByteOrder.little(bytes: 8).number(lengths[16...]))
      }
      let length = ByteOrder.little(bytes: 4).number(header[4...])
      offset += 8 + Int64(length + length % 2)
    }
    return nil
  }

  private static func end(from start: UInt64, _ length: UInt64) -> Int64? {
    length > 0 && length < largestLength ? Int64(start + length) : nil
  }
}

/// The size and byte order of a number in a header.
private enum ByteOrder {
  case little(bytes: Int)
  case big(bytes: Int)

  var bytes: Int {
    switch self {
    case .little(let bytes), .big(let bytes): bytes
    }
  }

  /// Returns the number in the first bytes of a slice, which has at least `bytes` bytes.
  func number(_ slice: ArraySlice<UInt8>) -> UInt64 {
    let spelled = slice.prefix(bytes)
    return switch self {
    case .little: spelled.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    case .big: spelled.reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
