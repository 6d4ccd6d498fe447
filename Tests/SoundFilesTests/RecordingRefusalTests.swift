import CSndfile
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

struct RecordingRefusalTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func problem(
    _ name: String, within limits: RecordingLimits = RecordingLimits()
  ) -> RecordingError.Problem? {
    do throws(RecordingError) {
      _ = try Recording(readingFrom: folder[name], within: limits)
      return nil
    } catch {
      #expect(error.name == folder[name])
      return error.problem
    }
  }

  @Test func `What is no file is refused at once`() throws {
    try FileManager.default.createDirectory(atPath: folder["folder"], withIntermediateDirectories: false)
    #expect(mkfifo(folder["fifo"], 0o600) == 0)
    try folder.link("device", to: "/dev/zero")
    try folder.link("circle", to: "circle")
    try folder.write("file", "")
    #expect(problem("folder") == .notARegularFile(.folder))
    #expect(problem("fifo") == .notARegularFile(.fifo))
    #expect(problem("device") == .notARegularFile(.device))
    #expect(problem("circle") == .symbolicLinkLoop)
    #expect(problem("missing.wav") == .missing)
    #expect(problem("file/missing.wav") == .missing)
  }

  @Test func `A link leads to the file`() throws {
    try SoundFileMaker.wave([1, 2, 3]).write(to: URL(filePath: folder["a.wav"]))
    try folder.link("b.wav", to: "a.wav")
    #expect(problem("b.wav") == nil)
  }

  @Test func `What holds no sound is refused`() throws {
    try folder.write("empty.wav", "")
    try folder.write("text.wav", "inhale 4\n")
    try folder.write("broken.wav", String(repeating: "RIFFxxxxWAVE", count: 100))
    try SoundFileMaker.wave([]).write(to: URL(filePath: folder["silent.wav"]))
    #expect(problem("empty.wav") == .empty)
    #expect(problem("silent.wav") == .empty)
    for name in ["text.wav", "broken.wav"] {
      guard case .unrecognised(let words) = problem(name) else {
        Issue.record("\(name): \(String(describing: problem(name)))")
        continue
      }
      #expect(!words.isEmpty)
    }
  }

  @Test(arguments: [3, 6, 8])
  func `More than two channels are refused with their number`(channels: Int) throws {
    let samples = [Int16](repeating: 1, count: channels * 10)
    try SoundFileMaker.wave(samples, channels: UInt16(channels)).write(to: URL(filePath: folder["a.wav"]))
    #expect(problem("a.wav") == .tooManyChannels(channels))
  }

  @Test(arguments: [1, 7_999, 192_001, 4_000_000])
  func `A rate that is no rate of sound is refused`(rate: UInt32) throws {
    try SoundFileMaker.wave([1, 2, 3], rate: rate).write(to: URL(filePath: folder["a.wav"]))
    #expect(problem("a.wav") == .rateOutOfRange(Int(rate), allowed: 8_000...192_000))
  }

  @Test func `A recording may be as long as the limit, and no longer`() throws {
    try SoundFileMaker.wave([Int16](repeating: 1, count: 8_001), rate: 8_000)
      .write(to: URL(filePath: folder["a.wav"]))
    let longest = Duration.seconds(1)
    #expect(
      problem("a.wav", within: RecordingLimits(longest: longest))
        == .tooLong(length: .seconds(1) + .microseconds(125), longest: longest))
    #expect(problem("a.wav", within: RecordingLimits(longest: longest + .microseconds(125))) == nil)
  }

  /// An MP3 says nothing of its length here, so the reading has to stop by itself.
  @Test func `A recording that does not say its length is read no further than the limit`() throws {
    let path = folder["a.mp3"]
    try SoundFileMaker.write(
      SoundFileMaker.tone(rate: 8_000, seconds: 3), as: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, to: path)
    let bytes = try folder.bytes(of: "a.mp3")
    // The first block has only the header with the length.
    let header = try #require(bytes.range(of: Data("Info".utf8)) ?? bytes.range(of: Data("Xing".utf8)))
    var blind = bytes
    blind.replaceSubrange(header, with: Data([0, 0, 0, 0]))
    try blind.write(to: URL(filePath: path))
    #expect(try Recording(readingFrom: path).frames >= 24_000)
    #expect(
      problem("a.mp3", within: RecordingLimits(longest: .seconds(2))) == .tooLong(length: nil, longest: .seconds(2)))
  }

  @Test func `A file of 200 MB is refused without being read`() throws {
    let path = folder["a.wav"]
    try SoundFileMaker.wave([1, 2, 3]).write(to: URL(filePath: path))
    #expect(truncate(path, 200_000_000) == 0)
    #expect(problem("a.wav") == .fileTooLarge(size: 200_000_000, largest: 128_000_000))
  }

  @Test func `A high rate does not take more memory than the longest recording`() throws {
    let samples = [Int16](repeating: 1, count: 2 * 192_000)
    try SoundFileMaker.wave(samples, rate: 192_000, channels: 2).write(to: URL(filePath: folder["a.wav"]))
    #expect(
      problem("a.wav", within: RecordingLimits(longest: .seconds(3))) == .tooManySamples(384_000, most: 288_000))
    #expect(problem("a.wav", within: RecordingLimits(longest: .seconds(4))) == nil)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `What is not a number is refused with its frame`(sample: Float) throws {
    let recording = Recording(rate: 8_000, channels: 2, samples: [0, 0, 0, 0, 0, sample, 0, 0])
    try SoundFileMaker.write(recording, as: SF_FORMAT_WAV | SF_FORMAT_FLOAT, to: folder["a.wav"])
    #expect(problem("a.wav") == .notANumber(frame: 2))
  }

  @Test func `Numbers in another unit are refused, and what passes full scale a little is not`() throws {
    let kind = SF_FORMAT_WAV | SF_FORMAT_FLOAT
    try SoundFileMaker.write(
      Recording(rate: 8_000, channels: 1, samples: [0, -32_768]), as: kind, to: folder["a.wav"])
    try SoundFileMaker.write(
      Recording(rate: 8_000, channels: 1, samples: [0, -1.5]), as: kind, to: folder["b.wav"])
    #expect(problem("a.wav") == .farAboveFullScale(peak: 32_768))
    #expect(problem("b.wav") == nil)
  }
}
