import Foundation
import TestSupport

extension TemporaryFolder {
  /// Writes a WAV of 16 bits that begins with some samples and is silent after them. The silence takes no room on the disk.
  func writeRecording(
    _ name: String, rate: Int, channels: Int, seconds: Int, beginning samples: [Int16] = []
  ) throws {
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.littleEndian, Array.init) }
    let size = rate * channels * seconds * 2
    var header = Array("RIFF".utf8) + bytes(UInt32(36 + size)) + Array("WAVEfmt ".utf8)
    header += bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(channels)) + bytes(UInt32(rate))
    header += bytes(UInt32(rate * channels * 2)) + bytes(UInt16(channels * 2)) + bytes(UInt16(16))
    header += Array("data".utf8) + bytes(UInt32(size))
    try write(name, Data(header + samples.flatMap(bytes)))
    guard truncate(self[name], off_t(header.count + size)) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  /// The same, with a tone of a second in both channels, softer in the second.
  func writeTone(_ name: String, rate: Int, seconds: Int) throws {
    let tone = (0..<rate).flatMap { frame -> [Int16] in
      let sample = Int16(8_000 * sin(Double(frame) * 0.3))
      return [sample, -sample / 2]
    }
    try writeRecording(name, rate: rate, channels: 2, seconds: seconds, beginning: tone)
  }
}
