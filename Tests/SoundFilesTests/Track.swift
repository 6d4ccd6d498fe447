import FileStore
import SoundFiles
import Synthesis
import TestSupport

/// Samples to write, known to the test beforehand.
struct Track {
  var format: SoundFormat
  var samples: SampleBlock

  /// Every sign, size and byte of a sample, in as many frames as asked for.
  init(_ samples: SampleFormat, channels: Int = 1, rate: Int = 48_000, frames: Int = 100) {
    format = SoundFormat(rate: rate, channels: channels, samples: samples)
    let count = frames * channels
    switch samples {
    case .int16:
      let ends: [Int16] = [0, 1, -1, .max, .min, 0x1234]
      self.samples = .int16((0..<count).map { $0 < 6 ? ends[$0] : Int16(truncatingIfNeeded: $0 * 7919) })
    case .int24:
      let ends: [Int32] = [0, 1, -1, 0x7f_ffff, -0x80_0000, 0x12_3456]
      let values: [Int32] = (0..<count).map { $0 < 6 ? ends[$0] : Int32($0 * 104_729 % (1 << 24)) - (1 << 23) }
      self.samples = .int24(PackedSamples(values))
    case .float32:
      let ends: [Float] = [0, -0.0, 1.5, -1.5, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
      self.samples = .float32((0..<count).map { $0 < 6 ? ends[$0] : Float($0 % 97) / 97 - 0.5 })
    }
  }

  var annotations = Annotations()
  var description: TrackDescription { TrackDescription(format: format, frames: frames, annotations: annotations) }

  var frames: Int64 { Int64(samples.count / format.channels) }

  /// The samples in blocks of that many frames.
  func blocks(of size: Int) -> [SampleBlock] {
    stride(from: 0, to: samples.count, by: size * format.channels).map { start in
      let range = start..<min(start + size * format.channels, samples.count)
      return switch samples {
      case .int16(let all): .int16(Array(all[range]))
      case .int24(let all): .int24(PackedSamples(all[range]))
      case .float32(let all): .float32(Array(all[range]))
      }
    }
  }

  /// Calls `meanwhile` after the last block was handed over, when the file is not yet under its name.
  @discardableResult
  func write(
    to path: String, replacing: Replacement = .never, blocksOf size: Int = 64, meanwhile: () throws -> Void = {}
  ) throws -> WrittenFile {
    var blocks = blocks(of: size)[...]
    return try SoundFile.write(to: path, as: description, replacing: replacing) {
      if blocks.isEmpty { try meanwhile() }
      return blocks.popFirst()
    }
  }
}
