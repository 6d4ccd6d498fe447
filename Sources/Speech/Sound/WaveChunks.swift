/// The parts of a WAV that came through a pipe, whose writer did not know yet how long they would be.
struct WaveChunks {
  /// How its samples are stored.
  struct Format {
    enum Kind { case integer, float }
    var kind: Kind
    var channels: Int
    var rate: Int
    /// Of one sample.
    var bytes: Int
  }

  let format: Format
  let data: ArraySlice<UInt8>

  /// Numbers in a header from here on stand for a length that was not known: `0xFFFFFFFF`, espeak-ng's `0x7FFFF000`, and
  /// the like. A length of 0 in front of samples does, too.
  private static let unknownLength = 0x7000_0000

  init(_ bytes: [UInt8]) throws(WaveFault) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count >= 12, bytes.name(at: 0) == "RIFF", bytes.name(at: 8) == "WAVE" else { throw .notWave }
    var format: Format?
    var position = 12
    while position + 8 <= bytes.count {
      let (name, size, start) = (bytes.name(at: position), bytes.number(at: position + 4, bytes: 4), position + 8)
      let isUnknown = size >= Self.unknownLength || size == 0
      if name == "data" {
        guard let format else { throw .missingChunk("fmt ") }
        let end = isUnknown ? bytes.count : start + size
        guard end <= bytes.count else { throw .truncated(promised: size, found: bytes.count - start) }
        self.format = format
        data = bytes[start..<end]
        return
      }
      guard start + size <= bytes.count else { throw .truncated(promised: size, found: bytes.count - start) }
      if name == "fmt " { format = try Format(bytes[start..<start + size]) }
      position = start + size + size % 2
    }
    throw .missingChunk(format == nil ? "fmt " : "data")
  }
}

extension WaveChunks.Format {
  private static let extensible = 0xFFFE

  /// PCM of 8 to 32 bits, or floating point of 32 or 64, in one or two channels, at 8 to 192 kHz.
  fileprivate init(_ chunk: ArraySlice<UInt8>) throws(WaveFault) {
    let bytes = Array(chunk)
    guard bytes.count >= 16 else { throw .missingChunk("fmt ") }
    channels = bytes.number(at: 2, bytes: 2)
    rate = bytes.number(at: 4, bytes: 4)
    let bits = bytes.number(at: 14, bytes: 2)
    self.bytes = bits / 8
    var code = bytes.number(at: 0, bytes: 2)
    // The first two bytes of the long name that an extensible header has are the number that a plain one would have.
    if code == Self.extensible, bytes.count >= 40 { code = bytes.number(at: 24, bytes: 2) }
    switch (code, bits) {
    case (1, 8), (1, 16), (1, 24), (1, 32): kind = .integer
    case (3, 32), (3, 64): kind = .float
    default: throw .unsupportedFormat(code: code, bits: bits)
    }
    guard (8000...192_000).contains(rate) else { throw .unsupportedRate(rate) }
    guard (1...2).contains(channels) else { throw .unsupportedChannels(channels) }
    guard bytes.number(at: 12, bytes: 2) == channels * self.bytes else {
      throw .unsupportedFormat(code: code, bits: bits)
    }
  }
}

extension [UInt8] {
  /// Little-endian.
  fileprivate func number(at offset: Int, bytes: Int) -> Int {
    (0..<bytes).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
  }

  fileprivate func name(at offset: Int) -> String { String(decoding: self[offset..<offset + 4], as: UTF8.self) }
}
