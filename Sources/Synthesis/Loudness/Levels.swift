/// How loud a sound is. A value is nil where it has none: in silence, or in what is shorter than its window.
public struct Levels: Sendable, Hashable {
  /// Over the whole, without its silences: gated by EBU R 128.
  public let integrated: LUFS?
  /// Of the loudest 400 milliseconds. For tracks that are mostly silence, this is what one hears.
  public let momentary: LUFS?
  /// Of the loudest 3 seconds.
  public let shortTerm: LUFS?
  /// Between the samples as well, where players and codecs will find it; nil also where it was not measured.
  public let truePeak: Decibels?
  public let samplePeak: Decibels?

  public init(
    integrated: LUFS?, momentary: LUFS?, shortTerm: LUFS?, truePeak: Decibels?, samplePeak: Decibels?
  ) {
    self.integrated = integrated
    self.momentary = momentary
    self.shortTerm = shortTerm
    self.truePeak = truePeak
    self.samplePeak = samplePeak
  }

  /// What no track's true peak passes: EBU R 128 allows −1 dBTP at most.
  public static let ceiling = Decibels(-1)

  /// The gain that gives the whole an integrated loudness, to a hundredth of a decibel: measurements may differ in their last
  /// bits from machine to machine, and samples may not.
  ///
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

/// Why no gain gives a track the loudness that is wanted.
public enum UnreachableLoudness: Error, Sendable, Hashable {
  /// There is nothing in it that could be made louder: silence, or less than 0.4 s.
  case silence(wanted: LUFS)
  /// Its peaks would pass the ceiling.
  ///
  /// - `reachable`: the loudness at which they do not, rounded down to a tenth.
  /// - `truePeak`: what the peaks would become.
  case tooLoud(wanted: LUFS, reachable: LUFS, truePeak: Decibels)
}
