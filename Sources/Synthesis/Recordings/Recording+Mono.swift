extension Recording {
  /// Returns the recording for a track with a number of channels. For mono, the two channels are averaged; a mono
  /// recording is unchanged.
  ///
  /// Averaging reduces the loudness of channels that differ, so the level is adjusted after this step, not before.
  public func downmixed(to channels: Int) -> Recording {
    guard channels == 1, self.channels == 2 else { return self }
    return Recording(rate: rate, channels: 1, samples: Self.downmixed(samples))
  }

  /// The mean of both channels of interleaved samples.
  package static func downmixed(_ pairs: [Float]) -> [Float] {
    (0..<pairs.count / 2).map { (pairs[2 * $0] + pairs[2 * $0 + 1]) / 2 }
  }
}
