import Foundation

/// What the chunks of a WAVE file say, read by the letter of its specification (RIFF 1.0; EBU Tech 3306 for RF64).
struct WAVHeader: Equatable {
  enum Fault: Error, Equatable {
    case notWave, truncated, wrongSize
    case missingChunk(String)
  }

  /// 1 for whole numbers, 3 for floating point.
  var encoding: Int
  var channels: Int
  var rate: Int
  var bits: Int
  var frames: Int

  init(encoding: Int = 1, channels: Int, rate: Int, bits: Int = 16, frames: Int) {
    self.encoding = encoding
    self.channels = channels
    self.rate = rate
    self.bits = bits
    self.frames = frames
  }

  /// Reads a file in which every size has to be true: that of the whole, and that of each chunk.
  init(of bytes: Data) throws {
    let bytes = [UInt8](bytes)
    func number(at offset: Int, bytes count: Int) throws -> Int {
      guard offset + count <= bytes.count else { throw Fault.truncated }
      return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    func name(at offset: Int) throws -> String {
      guard offset + 4 <= bytes.count else { throw Fault.truncated }
      return String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
    }
    let isLong = try name(at: 0) == "RF64"
    guard try isLong || name(at: 0) == "RIFF", try name(at: 8) == "WAVE" else { throw Fault.notWave }
    var size = try number(at: 4, bytes: 4)
    var longData: Int?
    var format: Int?
    var data: Int?
    var chunk = 12
    while chunk < bytes.count {
      var length = try number(at: chunk + 4, bytes: 4)
      switch try name(at: chunk) {
      case "ds64":
        size = try number(at: chunk + 8, bytes: 8)
        longData = try number(at: chunk + 16, bytes: 8)
      case "fmt ": format = chunk + 8
      case "data":
        if isLong, length == 0xFFFF_FFFF { length = longData ?? length }
        data = length
      default: break
      }
      chunk += 8 + length + length % 2
    }
    guard chunk == bytes.count, size == bytes.count - 8 else { throw Fault.wrongSize }
    guard let format else { throw Fault.missingChunk("fmt ") }
    guard let data else { throw Fault.missingChunk("data") }
    encoding = try number(at: format, bytes: 2)
    channels = try number(at: format + 2, bytes: 2)
    rate = try number(at: format + 4, bytes: 4)
    bits = try number(at: format + 14, bytes: 2)
    let frame = try number(at: format + 12, bytes: 2)
    guard frame > 0, frame == channels * bits / 8, data % frame == 0 else { throw Fault.wrongSize }
    frames = data / frame
  }
}
