import Concurrency
import PatternLanguage
import Platform
import SoundFiles
import Synthesis

/// How a track is stored; what is nil has its usual value.
public struct RenderOptions: Sendable, Hashable {
  /// Frames a second, where nobody asks for another number.
  public static let usualRate = 48_000

  /// Frames a second; usually 48,000.
  public var rate: Int?
  /// Usually the first that the kind of file takes: 16 bits, or floating point for a lossy one.
  public var samples: SampleFormat?
  /// Usually what the pattern wants: stereo where it uses sides or has a bed, else mono.
  public var channels: Int?
  /// Whether to measure how loud the track becomes; it takes longer than making it.
  public var measuresLevels = false
  /// Whether the pattern and the settings are stored in the track, so that it can be made again from itself.
  public var storesRecipe = true
  /// How many threads may make the track at once; they never change a sample of it.
  public var threads = CurrentProcess.cores

  public init(rate: Int? = nil, samples: SampleFormat? = nil, channels: Int? = nil) {
    self.rate = rate
    self.samples = samples
    self.channels = channels
  }

  public func format(for pattern: Pattern, in container: Container? = nil) -> SoundFormat {
    SoundFormat(
      rate: rate ?? Self.usualRate, channels: channels ?? (pattern.wantsStereo ? 2 : 1),
      samples: samples ?? container?.sampleFormats.first ?? .int16)
  }

  /// With the recipe's values where there are none; its bits only if the new kind of file takes them.
  package func filled(from recipe: Recipe, in container: Container?) -> RenderOptions {
    let theirs = recipe.bits.flatMap { SampleFormat(bits: $0) }.flatMap {
      (container?.sampleFormats ?? []).contains($0) ? $0 : nil
    }
    var options = self
    options.rate = rate ?? recipe.rate
    options.samples = samples ?? theirs
    options.channels = channels ?? recipe.channels
    return options
  }
}

extension SampleFormat {
  /// That of 16, 24, or 32 bits, the last in floating point; nil for another number.
  public init?(bits: Int) {
    guard let known = [Self.int16, .int24, .float32].first(where: { $0.bytes * 8 == bits }) else { return nil }
    self = known
  }
}
