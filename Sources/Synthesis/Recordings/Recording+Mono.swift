extension Recording {
  /// A channel of a stereo recording.
  public enum Channel: Sendable, Hashable {
    case left, right
  }

  /// Returns the recording for a track with a number of channels. For mono, the two channels are averaged; a mono
  /// recording is unchanged.
  ///
  /// Where the channels cancel, so that more than 20 dB are lost, mono is the louder channel alone; see
  /// ``loneChannel``. Averaging reduces the loudness of channels that differ, so the level is adjusted after this step,
  /// not before.
  public func downmixed(to channels: Int) -> Recording {
    guard channels == 1, self.channels == 2 else { return self }
    let lone = cancellingChannel
    var mono = Recording(rate: rate, channels: 1, storage: DownmixedSamples(recording: self, lone: lone))
    mono.loneChannel = lone
    return mono
  }

  /// The louder channel of a stereo recording, if the mean of both has less than a hundredth of their mean power.
  private var cancellingChannel: Channel? {
    var (left, right, mean) = (0.0, 0.0, 0.0)
    for block in blocks {
      for place in stride(from: 0, to: block.count, by: 2) {
        let (x, y) = (Double(block[place]), Double(block[place + 1]))
        left += x * x
        right += y * y
        mean += (x + y) * (x + y) / 4
      }
    }
    guard mean < 0.01 * (left + right) / 2 else { return nil }
    // A margin keeps rounding from deciding between channels that are about equal.
    return right > 1.02 * left ? .right : .left
  }
}

/// The mean of both channels of a recording, or one channel of it.
private struct DownmixedSamples: SampleStorage {
  let recording: Recording
  let lone: Recording.Channel?

  var count: Int { recording.frames }

  func read(from place: Int, into room: UnsafeMutableBufferPointer<Float>) {
    let pairs = recording.samples(in: place..<place + room.count)
    for index in room.indices {
      let (left, right) = (pairs[2 * index], pairs[2 * index + 1])
      room[index] =
        switch lone {
        case nil: (left + right) / 2
        case .left: left
        case .right: right
        }
    }
  }
}
