import FileStore

/// Where the samples of a file end by its header.
///
/// libsndfile takes a WAV that breaks off for a shorter one and says nothing, so the headers that announce bytes are read
/// here. Codecs announce frames instead, which the reader counts; Ogg announces nothing, but marks its last page.
struct TruncationCheck {
  private let source: ByteSource

  /// Files have a few dozen chunks before their sound at most.
  private static let mostChunks = 10_000
  /// Who writes into a pipe does not know the length, and writes something near the largest number there is (espeak-ng
  /// 0x7FFFF000, ffmpeg 0xFFFFFFFF); such a file reaches to its end.
  private static let largestLength: UInt64 = 0x7FFF_0000

  /// Throws if the file breaks off before its end.
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

  /// nil where the header does not say, or where this is a file of another kind.
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
    // W64: the whole file.
    case "riff": Self.end(from: 0, ByteOrder.little(bytes: 8).number(head[16...]))
    // AU: where the samples begin, and how many bytes they have.
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
      // The chunks of all but CAF are padded to even lengths.
      guard length < Self.largestLength else { return nil }
      offset = body + Int64(length) + (lengths.bytes == 4 ? Int64(length % 2) : 0)
    }
    return nil
  }

  /// Its first chunk holds the true lengths: of the whole, of the samples, and more.
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

/// How a header spells a number.
private enum ByteOrder {
  case little(bytes: Int)
  case big(bytes: Int)

  var bytes: Int {
    switch self {
    case .little(let bytes), .big(let bytes): bytes
    }
  }

  /// The number in the first bytes of a slice that has enough of them.
  func number(_ slice: ArraySlice<UInt8>) -> UInt64 {
    let spelled = slice.prefix(bytes)
    return switch self {
    case .little: spelled.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    case .big: spelled.reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
