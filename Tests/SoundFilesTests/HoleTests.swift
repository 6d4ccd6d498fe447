import Foundation
import SoundFiles
import Synthesis
import TestSupport
import Testing

/// Silence that is left out of a file stands in it all the same.
struct HoleTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A track of sounds and silences of these lengths in turn, in frames.
  private static func track(_ lengths: [Int], channels: Int = 1) -> (track: Track, samples: [Int]) {
    var samples: [Int16] = []
    for (index, length) in lengths.enumerated() {
      samples += (0..<length * channels).map { index.isMultiple(of: 2) ? Int16($0 % 251 + 1) : 0 }
    }
    var track = Track(.int16, channels: channels)
    track.samples = .int16(samples)
    return (track, samples.map(Int.init))
  }

  @Test(
    arguments: [
      [0, 100_000], [0, 3_000], [100_000], [1, 50_000, 1], [2_026, 8_192, 2_026], [2_025, 8_193, 1], [2_027, 8_191, 1],
      [40_000, 90_000, 10, 30_000, 7_000, 12_000, 1, 60_000],
      // Behind a header of 44 bytes, the file ends with a block.
      [1_000, (200 * 4096 - 44) / 2 - 1_000],
    ], [1_000, 32_768, 100_000])
  func `A track reads as it was made, wherever it is silent`(lengths: [Int], size: Int) throws {
    for channels in [1, 2] {
      let (track, samples) = Self.track(lengths, channels: channels)
      let written = try track.write(to: folder["\(channels).wav"], blocksOf: size)
      let bytes = try folder.bytes(of: "\(channels).wav")
      #expect(try RIFFFile(Data(bytes)).integers(bytes: 2) == samples)
      #expect(written.bytes == Int64(bytes.count))
    }
  }

  /// Pieces of 64 frames are too short for a hole.
  @Test(arguments: ["wav", "w64", "aiff", "caf"], SampleFormat.allCases)
  func `Other kinds of files have the same bytes with and without holes`(ending: String, samples: SampleFormat) throws {
    let silence = [Int32](repeating: 0, count: 60_000)
    let values = (1...20_000).map { Int32($0 % 251 + 1) << 8 } + silence + [256] + silence
    var track = Track(samples)
    track.samples =
      switch samples {
      case .int16: .int16(values.map { Int16($0 >> 8) })
      case .int24: .int24(PackedSamples(values))
      case .float32: .float32(values.map { Float($0) * 0x1p-23 })
      }
    track.annotations.tags = Tags(title: "Silence")
    try track.write(to: folder["long.\(ending)"], blocksOf: 32_768)
    try track.write(to: folder["short.\(ending)"], blocksOf: 64)
    #expect(try folder.bytes(of: "long.\(ending)") == folder.bytes(of: "short.\(ending)"))
  }

  @Test(arguments: [
    [1_000, 500_000, 1_000], [1_000, 900_000], [600_000, 1_500_000, 1],
    // It ends with a block of the disk, and so in a hole.
    [1_000, (200 * 4096 - 44) / 2 - 1_000],
  ])
  func `A copy that is kept, and one of that, have the same bytes`(lengths: [Int]) throws {
    let (track, _) = Self.track(lengths)
    let written = try track.write(to: folder["a.wav"], blocksOf: 32_768)
    let cache = TrackCache(folder: folder["cache"])
    cache.keep(written, for: "0123", master: -3.5)
    let kept = try #require(cache.track(for: "0123"))
    #expect(kept.master == -3.5)
    let copy = try SoundFile.write(kept, to: folder["b.wav"], as: track.description) { _ in .takesName(.never) }
    #expect(copy?.bytes == written.bytes)
    #expect(try folder.bytes(of: "b.wav") == folder.bytes(of: "a.wav"))
    #if os(Linux)
      for path in ["b.wav", "cache/01/0123.track"] {
        var (original, other) = (stat(), stat())
        #expect(stat(folder["a.wav"], &original) == 0 && stat(folder[path], &other) == 0)
        // The seal, and where one chunk of the copy meets the next.
        #expect(other.st_blocks <= original.st_blocks + 64, "\(path)")
      }
    #endif
  }

  #if os(Linux)
    /// As the file systems of Linux keep it; those that know no holes write zeros.
    @Test(arguments: [[0, 500_000], [1_000, 500_000, 1_000], [1_000, 500_000]])
    func `Long silence takes no room on the disk`(lengths: [Int]) throws {
      let (track, _) = Self.track(lengths)
      try track.write(to: folder["a.wav"], blocksOf: 32_768)
      var status = stat()
      #expect(stat(folder["a.wav"], &status) == 0)
      #expect(status.st_size >= 1_000_000)
      // A few blocks of 4 KiB where it begins and ends, and where a block of the track meets the next.
      #expect(status.st_blocks * 512 < 300_000)
    }
  #endif
}
