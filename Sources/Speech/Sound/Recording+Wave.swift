import Synthesis

extension Recording {
  /// The sound in the bytes of a WAV; two channels are mixed. What its header says is believed only where it fits.
  init(wave bytes: [UInt8]) throws(WaveFault) {
    let chunks = try WaveChunks(bytes)
    let format = chunks.format
    let frameBytes = format.bytes * format.channels
    // A byte that fills up the chunk may stand behind the last frame.
    let frames = chunks.data.count / frameBytes
    let start = chunks.data.startIndex
    var samples = [Float](repeating: 0, count: frames)
    for frame in 0..<frames {
      var sum: Float = 0
      for channel in 0..<format.channels {
        sum += format.sample(in: bytes, at: start + frame * frameBytes + channel * format.bytes)
      }
      let sample = sum / Float(format.channels)
      guard abs(sample) <= 1000 else { throw .unusableSample(frame: frame) }
      samples[frame] = sample
    }
    self.init(rate: format.rate, channels: 1, samples: samples)
  }
}

extension WaveChunks.Format {
  fileprivate func sample(in data: [UInt8], at offset: Int) -> Float {
    var word: UInt64 = 0
    for index in 0..<bytes { word |= UInt64(data[offset + index]) << (8 * index) }
    switch (kind, bytes) {
    case (.float, 4): return Float(bitPattern: UInt32(truncatingIfNeeded: word))
    case (.float, _): return Float(Double(bitPattern: word))
    // Eight bits have no sign.
    case (.integer, 1): return (Float(word) - 128) / 128
    case (.integer, _):
      let whole = Int32(truncatingIfNeeded: word << (32 - 8 * UInt64(bytes)))
      return Float(Double(whole) / 0x1p31)
    }
  }
}
