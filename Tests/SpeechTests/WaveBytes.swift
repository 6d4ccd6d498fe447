import Foundation

/// A WAV as a test wants it, made without the code under test.
struct WaveBytes {
  var rate = 22_050
  var channels = 1
  /// The number of the format: 1 for PCM, 3 for floating point.
  var code = 1
  var bits = 16
  var isExtensible = false
  /// The size of the samples in the header; nil for the right one.
  var claimed: UInt32?
  var extraChunk = false

  func bytes(_ samples: [Double]) -> Data {
    var data = Data()
    for sample in samples { data.append(encoded(sample)) }
    return bytes(raw: data)
  }

  func bytes(raw data: Data) -> Data {
    var format = Data()
    format.little(isExtensible ? 0xFFFE : code, 2)
    format.little(channels, 2)
    format.little(rate, 4)
    format.little(rate * channels * bits / 8, 4)
    format.little(channels * bits / 8, 2)
    format.little(bits, 2)
    if isExtensible {
      format.little(22, 2)
      format.little(bits, 2)
      format.little(0, 4)
      format.little(code, 2)
      format.append(contentsOf: [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71])
    }
    var whole = Data("RIFF".utf8)
    whole.little(Int(claimed ?? UInt32(data.count + 36)), 4)
    whole.append(Data("WAVEfmt ".utf8))
    whole.little(format.count, 4)
    whole.append(format)
    if extraChunk {
      whole.append(Data("LIST".utf8))
      whole.little(3, 4)
      whole.append(contentsOf: [1, 2, 3, 0])
    }
    whole.append(Data("data".utf8))
    whole.little(Int(claimed ?? UInt32(data.count)), 4)
    return whole + data
  }

  private func encoded(_ sample: Double) -> Data {
    var data = Data()
    switch (code, bits) {
    case (3, 32): data.little(Int(Float(sample).bitPattern), 4)
    case (3, _):
      withUnsafeBytes(of: sample.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    case (_, 8): data.little(Int((sample * 127).rounded()) + 128, 1)
    default: data.little(Int((sample * pow(2, Double(bits - 1)) - (sample == 1 ? 1 : 0)).rounded()), bits / 8)
    }
    return data
  }

  /// Silence, a tone of 440 Hz, and silence; times in seconds.
  static func tone(
    after silence: Double = 0.137, lasting length: Double = 0.4, before rest: Double = 0.3, level: Double = 0.5,
    rate: Int = 22_050
  ) -> [Double] {
    let frames = { (seconds: Double) in Int((seconds * Double(rate)).rounded()) }
    let tone = (0..<frames(length)).map { level * cos(2 * .pi * 440 * Double($0) / Double(rate)) }
    return [Double](repeating: 0, count: frames(silence)) + tone + [Double](repeating: 0, count: frames(rest))
  }
}

extension Data {
  fileprivate mutating func little(_ number: Int, _ bytes: Int) {
    for index in 0..<bytes { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
