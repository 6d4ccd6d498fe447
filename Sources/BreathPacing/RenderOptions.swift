import Concurrency
import PatternLanguage
import Platform
public import SoundFiles
import Synthesis

/// The format of a track and the way of rendering it. A property that is nil has its usual value.
///
/// ```swift
/// let options = RenderOptions(rate: 44_100, samples: .int24)
/// ```
public struct RenderOptions: Sendable, Hashable {
  /// The usual sample rate in frames per second.
  public static let usualRate = 48_000

  /// Frames per second, 8,000 to 192,000; usually 48,000.
  public var rate: Int?
  /// The sample format; usually the first one that the container supports: 16 bits, or floating point for a lossy one.
  public var samples: SampleFormat?
  /// The number of channels, 1 or 2; usually stereo if the pattern uses sides or has a bed, otherwise mono.
  public var channels: Int?
  /// The bit rate of a lossy file in kbit/s, one of `Container.bitRates(at:channels:)`; usually 128 for MP3 and M4A, and
  /// 64 a channel for Opus.
  public var bitRate: Int?
  /// The markers of the file; usually sections and sides.
  public var markers: MarkerChoice?
  /// The integrated loudness of the track in LUFS, in place of the pattern's, −60 to −10.
  public var loudness: Double?
  /// The picture that players show; usually none. A recipe does not hold it.
  public var cover: CoverPicture?
  /// The place that the track is made for, which gives other usual values than those above.
  public var place: PublishingPlace?
  /// Whether to measure the loudness and peak of the track, which takes longer than rendering it.
  public var measuresLevels = false
  /// Whether to store the pattern and the settings in the track, so that it can be made again from the file.
  public var storesRecipe = true
  /// The number of threads for one track. It never changes a sample.
  public var threads = CurrentProcess.cores

  /// Options with these values; by default the usual ones.
  public init(rate: Int? = nil, samples: SampleFormat? = nil, channels: Int? = nil) {
    self.rate = rate
    self.samples = samples
    self.channels = channels
  }

  /// Returns the format of a track of this pattern, with the usual values where the options have none.
  public func format(for pattern: Pattern, in container: Container? = nil) -> SoundFormat {
    SoundFormat(
      rate: rate ?? Self.usualRate, channels: channels ?? (pattern.wantsStereo ? 2 : 1),
      samples: samples ?? container?.sampleFormats.first ?? .int16)
  }

  /// Returns the options, completed with the values of a recipe. Its number of bits is taken only if the container
  /// supports it.
  package func filled(from recipe: Recipe, in container: Container?) -> RenderOptions {
    let theirs = recipe.bits.flatMap { SampleFormat(bits: $0) }.flatMap {
      (container?.sampleFormats ?? []).contains($0) ? $0 : nil
    }
    var options = self
    options.rate = rate ?? recipe.rate
    options.samples = samples ?? theirs
    options.channels = channels ?? recipe.channels
    options.bitRate =
      bitRate
      ?? recipe.bitRate.flatMap { theirs in
        let known = container?.bitRates(at: options.rate ?? Self.usualRate, channels: options.channels ?? 1)
        return known?.contains(theirs) ?? false ? theirs : nil
      }
    options.markers = markers ?? recipe.markers.flatMap { MarkerChoice(rawValue: $0) }
    options.loudness = loudness ?? recipe.loudness
    return options
  }
}

extension SampleFormat {
  /// The format with 16, 24 or 32 bits, the last one in floating point; nil for another number.
  public init?(bits: Int) {
    guard let known = [Self.int16, .int24, .float32].first(where: { $0.bytes * 8 == bits }) else { return nil }
    self = known
  }
}
