import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Files that are not what we wrote, though no call failed.
struct VerificationTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  typealias Mismatch = SoundFileError.Mismatch

  private func verify(_ name: String, as track: Track, in container: Container = .wav) throws {
    let descriptor = open(folder[name], O_RDONLY)
    defer { close(descriptor) }
    try SoundHeader(readingFrom: descriptor, in: container, path: name)
      .verify(track.format, frames: track.frames, in: container, path: name)
  }

  /// Offsets by the WAVE specification: 22 channels, 24 rate, 32 bytes a frame, 34 bits, 40 size of the samples.
  static let faults: [(offset: Int, byte: UInt8, Mismatch)] = [
    (24, 0x81, Mismatch(field: .rate, expected: 48_000, found: 48_001)),
    (40, 0x8C, Mismatch(field: .frames, expected: 100, found: 99)),
  ]

  @Test(arguments: faults)
  func `A header with one wrong byte is found out`(offset: Int, byte: UInt8, mismatch: Mismatch) throws {
    let track = Track(.int16, channels: 2)
    try track.write(to: folder["a.wav"])
    try verify("a.wav", as: track)
    var bytes = try folder.bytes(of: "a.wav")
    bytes[offset] = byte
    try bytes.write(to: URL(fileURLWithPath: folder["a.wav"]))
    #expect(throws: SoundFileError("a.wav", .verificationFailed(mismatch))) { try verify("a.wav", as: track) }
  }

  @Test func `A header of another track is found out`() throws {
    try Track(.int16, channels: 2).write(to: folder["a.wav"])
    for (other, field) in [
      (Track(.int24, channels: 2), Mismatch.Field.samples), (Track(.float32, channels: 2), .samples),
      (Track(.int16, channels: 1), .channels), (Track(.int16, channels: 2, rate: 44_100), .rate),
      (Track(.int16, channels: 2, frames: 101), .frames),
    ] {
      let error = #expect(throws: SoundFileError.self) { try verify("a.wav", as: other) }
      guard case .verificationFailed(let mismatch)? = error?.problem else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(mismatch.field == field)
    }
    let error = #expect(throws: SoundFileError.self) {
      try verify("a.wav", as: Track(.int16, channels: 2), in: .rf64)
    }
    guard case .verificationFailed(let mismatch)? = error?.problem else { throw try #require(error) }
    #expect(mismatch.field == .container)
  }

  @Test func `A file that somebody shortens while it is written never gets its name`() throws {
    let error = #expect(throws: SoundFileError.self) {
      try Track(.int16).write(to: folder["a.wav"]) {
        let part = try #require(folder.names.first)
        try #require(truncate(folder[part], 100) == 0)
      }
    }
    let mismatch = Mismatch(field: .bytes, expected: 244, found: 100)
    #expect(error?.problem == .verificationFailed(mismatch))
    #expect(try folder.names == [])
  }

  @Test(arguments: [0, -1, 1 << 40])
  func `A rate that no header can hold gives no file`(rate: Int) throws {
    #expect(throws: SoundFileError.self) { try Track(.int16, rate: rate).write(to: folder["a.wav"]) }
    #expect(try folder.names == [])
  }
}
