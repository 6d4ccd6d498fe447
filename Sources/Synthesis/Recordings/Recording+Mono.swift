extension Recording {
  /// The recording for a track of so many channels: in mono, both channels meet halfway; one that is mono stays so.
  ///
  /// Channels that differ lose loudness where they meet. So a recording is levelled behind this, not before.
  public func folded(to channels: Int) -> Recording {
    guard channels == 1, self.channels == 2 else { return self }
    let halves = (0..<frames).map { frame -> Float in (samples[2 * frame] + samples[2 * frame + 1]) / 2 }
    return Recording(rate: rate, channels: 1, samples: halves)
  }
}
