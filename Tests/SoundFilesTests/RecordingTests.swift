import CSndfile
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct RecordingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Endings of names, and libsndfile's numbers for what is written under them.
  static let lossless = [
    ("wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16), ("rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_24),
    ("w64", SF_FORMAT_W64 | SF_FORMAT_PCM_32), ("floats.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT),
    ("flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16), ("aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_24),
    ("caf", SF_FORMAT_CAF | SF_FORMAT_PCM_16), ("au", SF_FORMAT_AU | SF_FORMAT_PCM_16),
    ("rifx", SF_FORMAT_WAV | SF_FORMAT_PCM_16 | SF_ENDIAN_BIG),
  ]
  static let lossy = [
    ("ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS), ("opus", SF_FORMAT_OGG | SF_FORMAT_OPUS),
    ("mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III),
  ]

  @Test(arguments: lossless, [(8_000, 1), (44_100, 2), (192_000, 1)])
  func `What was stored without loss is read as it was`(file: (String, Int), shape: (Int, Int)) throws {
    let tone = SoundFileMaker.tone(rate: shape.0, channels: shape.1)
    let path = folder["tone.\(file.0)"]
    try SoundFileMaker.write(tone, as: file.1, to: path)
    let read = try Recording(readingFrom: path)
    #expect(read.rate == tone.rate && read.channels == tone.channels && read.frames == tone.frames)
    #expect(zip(read.samples, tone.samples).allSatisfy { abs($0 - $1) <= 0x1p-15 })
    #expect(try Recording(decoding: Array(folder.bytes(of: "tone.\(file.0)")), named: "it") == read)
  }

  @Test(arguments: lossy, [1, 2])
  func `What was stored with loss keeps its length and its level`(file: (String, Int), channels: Int) throws {
    let tone = SoundFileMaker.tone(rate: 48_000, channels: channels)
    let path = folder["tone.\(file.0)"]
    try SoundFileMaker.write(tone, as: file.1, to: path)
    let read = try Recording(readingFrom: path)
    #expect(read.rate == 48_000 && read.channels == channels)
    // MP3 has whole blocks of 1,152 frames, and the encoder's delay at the start if no header names it.
    #expect((tone.frames..<tone.frames + 3 * 1152).contains(read.frames))
    let middle = read.samples[(read.samples.count / 4)...].prefix(read.samples.count / 2)
    let level = (middle.reduce(0) { $0 + Double($1) * Double($1) } / Double(middle.count)).squareRoot()
    #expect(abs(level - 0.5 * 0.5.squareRoot()) < 0.02)
  }

  @Test func `A file is what it holds, whatever its name says`() throws {
    let tone = SoundFileMaker.tone(rate: 8_000)
    try SoundFileMaker.write(tone, as: SF_FORMAT_FLAC | SF_FORMAT_PCM_16, to: folder["tone.wav"])
    #expect(try Recording(readingFrom: folder["tone.wav"]).frames == tone.frames)
  }

  @Test(arguments: [0x7fff_f000, 0xffff_ffff] as [UInt32])
  func `What was written into a pipe reaches to its end`(announced: UInt32) throws {
    let bytes = SoundFileMaker.wave([1, -2, 3, -4, 5], announcing: announced)
    #expect(try Recording(decoding: Array(bytes), named: "speech").samples == [1, -2, 3, -4, 5].map { $0 * 0x1p-15 })
  }

  @Test(arguments: lossless + lossy)
  func `A file that breaks off is refused`(file: (String, Int)) throws {
    let path = folder["tone.\(file.0)"]
    try SoundFileMaker.write(SoundFileMaker.tone(rate: 48_000), as: file.1, to: path)
    let bytes = try folder.bytes(of: "tone.\(file.0)")
    #expect(throws: Never.self) { try Recording(decoding: Array(bytes), named: "whole") }
    let cut = Array(bytes.prefix(bytes.count * 6 / 10))
    do {
      _ = try Recording(decoding: cut, named: "cut")
      Issue.record("\(file.0) was read")
    } catch {
      switch error.problem {
      case .truncated(let percent): #expect(percent.map { (50...65).contains($0) } ?? true)
      case .damaged: #expect(file.0 == "mp3")
      default: Issue.record("\(error.problem)")
      }
    }
  }
}
