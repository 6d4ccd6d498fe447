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
  func filled(from recipe: Recipe, in container: Container?) -> RenderOptions {
    let known: [Int?: SampleFormat] = [16: .int16, 24: .int24, 32: .float32]
    let theirs = known[recipe.bits].flatMap { (container?.sampleFormats ?? []).contains($0) ? $0 : nil }
    var options = self
    options.rate = rate ?? recipe.rate
    options.samples = samples ?? theirs
    options.channels = channels ?? recipe.channels
    return options
  }
}
