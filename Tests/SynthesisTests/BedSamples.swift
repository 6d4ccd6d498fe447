import PatternLanguage
import Synthesis
import Testing

/// A stretch of a bed, channel by channel.
struct BedSamples {
  let channels: [[Float]]

  /// The first `seconds` from chunk `first` on.
  init(_ material: Bed.Material, rate: Int, channels: Int = 1, seconds: Int, first: Int = 0) throws {
    let bed = try #require(BedSound(material, rate: rate, channels: channels))
    self.init(frames: seconds * rate, channels: channels) { bed.chunk(first + $0) }
  }

  init(frames: Int, channels: Int, chunk: (Int) -> [Float]) {
    let chunks = (frames + BedSound.chunkFrames - 1) / BedSound.chunkFrames
    let interleaved = (0..<chunks).flatMap(chunk)
    self.channels = (0..<channels).map { channel in (0..<frames).map { interleaved[$0 * channels + channel] } }
  }

  static let made: [Bed.Material] = [.white, .pink, .brown, .ocean, .rain, .drone]
  static let noises: [Bed.Material] = [.white, .pink, .brown, .ocean, .rain]
}
