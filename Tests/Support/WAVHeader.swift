import Foundation

/// The format and the size of the samples in the header of a WAVE file.
package struct WAVHeader: Equatable, Sendable {
  /// 1 for whole numbers, 3 for floating point.
  package var encoding: Int
  package var channels: Int
  package var rate: Int
  package var bits: Int
  package var frames: Int

  package init(encoding: Int = 1, channels: Int, rate: Int, bits: Int = 16, frames: Int) {
    self.encoding = encoding
    self.channels = channels
    self.rate = rate
    self.bits = bits
    self.frames = frames
  }

  /// Reads a file in which every size has to be true: that of the whole, and that of each chunk.
  package init(of bytes: Data) throws {
    let file = try RIFFFile(bytes)
    let format = try file.format
    let data = try file.body("data").count
    self.init(encoding: format[0], channels: format[1], rate: format[2], bits: format[5], frames: 0)
    let frame = format[4]
    guard frame > 0, frame == channels * bits / 8, data % frame == 0 else {
      throw RIFFFile.Malformed(reason: "\(data) bytes in frames of \(frame)")
    }
    frames = data / frame
  }
}
