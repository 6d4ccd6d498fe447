/// Loudness and peaks of a sound. A value is `nil` in silence, and for a sound that is shorter than its window.
///
/// ```swift
/// let meter = LoudnessMeter(rate: 48_000, channels: 2)
/// meter.measure(samples)
/// let gain = try meter.levels.gain(toReach: LUFS(-23))
/// ```
public struct Levels: Sendable, Hashable {
  /// Loudness of the whole sound, gated by EBU R 128, which leaves silence out.
  public let integrated: LUFS?
  /// Loudness of the loudest 400 ms. It describes tracks that are mostly silence better than the integrated loudness.
  public let momentary: LUFS?
  /// Loudness of the loudest 3 s.
  public let shortTerm: LUFS?
  /// Peak between the samples, as players and codecs reconstruct them; also `nil` if it was not measured.
  public let truePeak: Decibels?
  /// Largest magnitude of a sample, relative to full scale.
  public let samplePeak: Decibels?

  /// Levels from measured values.
  public init(
    integrated: LUFS?, momentary: LUFS?, shortTerm: LUFS?, truePeak: Decibels?, samplePeak: Decibels?
  ) {
    self.integrated = integrated
    self.momentary = momentary
    self.shortTerm = shortTerm
    self.truePeak = truePeak
    self.samplePeak = samplePeak
  }

  /// Highest true peak of a track: −1 dBTP, the maximum of EBU R 128.
  public static let ceiling = Decibels(-1)
  /// Distance to the ceiling of a track that is made softer because of its peaks. Meters with longer filters than those of
  /// a `LoudnessMeter` find true peaks of white noise that are higher by up to 0.9 dB.
  package static let noiseMargin = Decibels(0.9)

  /// Computes the gain that gives the sound an integrated loudness.
  ///
  /// The gain is rounded to 0.01 dB: measurements may differ in their last bits between machines, and samples must not.
  ///
  /// - Throws: ``UnreachableLoudness`` if the sound is silent, or if its true peak would exceed ``ceiling``.
  /// - Precondition: the true peak was measured.
  public func gain(toReach wanted: LUFS) throws(UnreachableLoudness) -> Decibels {
    guard let integrated, let truePeak = truePeak ?? samplePeak else { throw .silence(wanted: wanted) }
    precondition(self.truePeak != nil, "A gain needs the true peak.")
    let gain = Decibels(((wanted.value - integrated.value) * 100).rounded() / 100)
    guard truePeak.value + gain.value <= Self.ceiling.value else {
      let most = ((Self.ceiling.value - truePeak.value) * 100).rounded(.down) / 100
      throw .tooLoud(
        wanted: wanted, reachable: LUFS(((integrated.value + most) * 10).rounded(.down) / 10),
        truePeak: Decibels(truePeak.value + gain.value))
    }
    return gain
  }
}

/// Reason why no gain reaches a loudness.
public enum UnreachableLoudness: Error, Sendable, Hashable {
  /// The sound is silent, or shorter than 0.4 s.
  case silence(wanted: LUFS)
  /// The true peak would exceed ``Levels/ceiling``.
  ///
  /// - `reachable`: highest loudness that keeps the ceiling, rounded down to 0.1.
  /// - `truePeak`: true peak at the wanted loudness.
  case tooLoud(wanted: LUFS, reachable: LUFS, truePeak: Decibels)
}
