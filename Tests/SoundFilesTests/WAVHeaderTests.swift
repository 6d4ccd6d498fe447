import Foundation
import TestSupport
import Testing

/// The measure itself is measured, on headers written by hand.
@Suite struct `The reader of WAVE headers` {
  private let format: [UInt8] = [
    0x66, 0x6D, 0x74, 0x20, 16, 0, 0, 0, 1, 0, 2, 0, 0x40, 0x1F, 0, 0, 0x00, 0x7D, 0, 0, 4, 0, 16, 0,
  ]

  @Test func `A short file is read`() throws {
    let file =
      Array("RIFF".utf8) + [44, 0, 0, 0] + Array("WAVE".utf8) + format + Array("data".utf8) + [8, 0, 0, 0]
      + [1, 2, 3, 4, 5, 6, 7, 8]
    #expect(try WAVHeader(of: Data(file)) == WAVHeader(channels: 2, rate: 8000, frames: 2))
  }

  @Test func `A file with sizes of 64 bits is read`() throws {
    let sizes: [UInt8] =
      Array("ds64".utf8) + [28, 0, 0, 0] + [80, 0, 0, 0, 0, 0, 0, 0] + [8, 0, 0, 0, 0, 0, 0, 0]
      + [UInt8](repeating: 0, count: 12)
    let unknown: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    let file =
      Array("RF64".utf8) + unknown + Array("WAVE".utf8) + sizes + format + Array("data".utf8) + unknown
      + [1, 2, 3, 4, 5, 6, 7, 8]
    #expect(try WAVHeader(of: Data(file)) == WAVHeader(channels: 2, rate: 8000, frames: 2))
  }

  @Test func `A size that is not true is noticed`() {
    let file = Array("RIFF".utf8) + [43, 0, 0, 0] + Array("WAVE".utf8) + format + Array("data".utf8) + [0, 0, 0, 0]
    #expect(throws: RIFFFile.Malformed.self) { try WAVHeader(of: Data(file)) }
  }
}
