extension Recording {
  /// The recording for a track of so many channels: in mono, both channels meet halfway; one that is mono stays so.
  ///
  /// Channels that differ lose loudness where they meet. So a recording is levelled behind this, not before.
  public func folded(to channels: Int) -> Recording {
    guard channels == 1, self.channels == 2 else { return self }
    return Recording(rate: rate, channels: 1, samples: Self.folded(samples))
  }

  /// The mean of both channels of interleaved samples.
  package static func folded(_ pairs: [Float]) -> [Float] {
    (0..<pairs.count / 2).map { (pairs[2 * $0] + pairs[2 * $0 + 1]) / 2 }
  }
}
