import FileStore
import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// M4A, by the boxes that its specification asks for and by what ffmpeg decodes.
@Suite(.enabled(if: FFmpeg.path != nil, "ffmpeg is not installed"))
struct M4ATests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Silence, with a click of a few frames at these frames.
  private func clicks(at frames: [Int], of length: Int, channels: Int) -> [Float] {
    var samples = [Float](repeating: 0, count: length * channels)
    for frame in frames {
      for index in frame * channels..<(frame + 24) * channels where index < samples.count { samples[index] = 0.5 }
    }
    return samples
  }

  private func write(
    _ samples: [Float], to name: String = "a.m4a", rate: Int, channels: Int, bitRate: Int? = nil,
    _ annotations: Annotations = Annotations(), blocksOf size: Int = 5_000
  ) throws -> WrittenFile {
    let format = SoundFormat(rate: rate, channels: channels, samples: .float32)
    var track = TrackDescription(format: format, frames: Int64(samples.count / channels), annotations: annotations)
    track.bitRate = bitRate
    var blocks = stride(from: 0, to: samples.count, by: size * channels).map { start in
      SampleBlock.float32(Array(samples[start..<min(start + size * channels, samples.count)]))
    }[...]
    return try SoundFile.write(to: folder[name], as: track, replacing: .always) { blocks.popFirst() }
  }

  @Test(arguments: [
    (48_000, 1, 100_000), (48_000, 2, 102_400), (44_100, 1, 99_999), (8_000, 1, 30_001), (96_000, 2, 200_001),
    (22_050, 1, 1_024), (48_000, 1, 1), (48_000, 1, 1_025),
  ])
  func `Every onset and the length are exact when they are decoded`(rate: Int, channels: Int, length: Int) throws {
    let onsets = [0, length / 3, length / 2].filter { $0 + 2_000 < length }
    let written = try write(clicks(at: onsets, of: length, channels: channels), rate: rate, channels: channels)
    #expect((written.frames, written.container) == (Int64(length), .m4a))
    let decoded = try FFmpeg.decode(folder["a.m4a"], channels: channels)
    #expect(decoded.count == length * channels)
    for onset in onsets {
      // A millisecond before and after.
      let near = rate / 1000
      let start = max(0, onset - 500)
      let found = (start..<onset + 500).first { abs(decoded[$0 * channels]) > 0.2 }
      #expect(abs((found ?? -1_000) - onset) <= near, "\(onset): \(String(describing: found))")
    }
  }

  @Test func `The same samples give the same bytes, in blocks of any length`() throws {
    let samples = (0..<60_000).map { Float($0 % 97) / 200 - 0.25 }
    _ = try write(samples, to: "1.m4a", rate: 48_000, channels: 1, blocksOf: 1_000)
    _ = try write(samples, to: "2.m4a", rate: 48_000, channels: 1, blocksOf: 60_000)
    #expect(try folder.bytes(of: "1.m4a") == folder.bytes(of: "2.m4a"))
  }

  @Test(arguments: [(1, 32), (1, 64), (1, 128), (2, 128), (2, 256)])
  func `The bit rate is that which was asked for, of a sound without pauses`(channels: Int, bitRate: Int) throws {
    var random = SeededNumbers(seed: 5)
    let noise = (0..<480_000 * channels).map { _ in Float.random(in: -0.1...0.1, using: &random) }
    _ = try write(noise, rate: 48_000, channels: channels, bitRate: bitRate)
    let file = try MP4File(folder.bytes(of: "a.m4a"))
    let measured = Double(try file.packets().reduce(0, +)) * 8 / 10_000
    #expect(abs(measured / Double(bitRate) - 1) < 0.05, "\(measured)")
  }

  @Test(arguments: [(48_000, 7), (48_000, 300), (8_000, 64)])
  func `A bit rate that it cannot have is refused`(rate: Int, bitRate: Int) throws {
    #expect(throws: SoundFileError.self) {
      try write([0, 0], rate: rate, channels: 1, bitRate: bitRate)
    }
    #expect(try folder.names == [])
  }

  @Test func `It holds title, chapters and pattern, and fills its file`() throws {
    var markers = Markers(atMost: 255)
    markers.add(Marker(.section, at: 0, label: "Één"))
    markers.add(Marker(.section, at: 48_000, label: "twee"))
    let recipe = Recipe(software: "adem 9", texts: ["inhale 4"])
    let written = try write(
      clicks(at: [9], of: 96_000, channels: 1), rate: 48_000, channels: 1,
      Annotations(tags: Tags(title: "Titel", language: "nl-BE", comment: "c"), markers: markers, recipe: recipe))
    #expect((written.markers, written.hasRecipe) == (2, true))
    #expect(try Recipe(readingFrom: folder["a.m4a"]) == recipe)
    let bytes = try folder.bytes(of: "a.m4a")
    let file = try MP4File(bytes)
    #expect(file.top.map(\.name) == ["ftyp", "moov", "uuid", "free", "mdat"])
    #expect(file.top.last.map { $0.body.endIndex } == bytes.count)
    // The list of Nero: a time in units of 100 ns, a length, a label.
    let list = try file.body(["moov", "udta", "chpl"]).dropFirst(9)
    let second = Array("\u{5}Één".utf8) + [0, 0, 0, 0, 0, 0x98, 0x96, 0x80] + Array("\u{4}twee".utf8)
    #expect(Array(list) == [UInt8](repeating: 0, count: 8) + second)
  }
}

/// ffmpeg as a judge of files.
enum FFmpeg {
  static let path = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg", "/opt/homebrew/bin/ffmpeg"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The decoded samples.
  static func decode(_ file: String, channels: Int) throws -> [Float] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = ["-nostdin", "-v", "error", "-i", file, "-f", "f32le", "-ac", "\(channels)", "-"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}

/// The boxes of an MPEG-4 file (ISO 14496-12).
struct MP4File {
  typealias Box = (name: String, body: Data)
  let top: [Box]

  init(_ bytes: Data) throws { top = try Self.boxes(bytes) }

  static func boxes(_ bytes: Data) throws -> [Box] {
    var boxes: [Box] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let size = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      try #require(size >= 8 && place + size <= bytes.endIndex)
      boxes.append((String(decoding: bytes[place + 4..<place + 8], as: UTF8.self), bytes[place + 8..<place + size]))
      place += size
    }
    return boxes
  }

  func body(_ names: [String]) throws -> Data {
    var level = top
    var body = Data()
    for (index, name) in names.enumerated() {
      body = try #require(level.first { $0.name == name }, "\(names)").body
      if index < names.count - 1 { level = try Self.boxes(body) }
    }
    return body
  }

  /// The lengths of the packets of the first track.
  func packets() throws -> [Int] {
    let sizes = Array(try body(["moov", "trak", "mdia", "minf", "stbl", "stsz"]).dropFirst(12))
    return stride(from: 0, to: sizes.count, by: 4).map { sizes[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
  }
}
