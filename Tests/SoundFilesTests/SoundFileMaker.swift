import CSndfile
import Foundation
import Synthesis
import Testing

/// Files of every kind, made by libsndfile's plain way of writing, and WAVs made byte by byte.
enum SoundFileMaker {
  /// - Parameter format: libsndfile's number for a container and its coding.
  static func write(_ recording: Recording, as format: Int, to path: String) throws {
    var info = SF_INFO()
    info.samplerate = Int32(recording.rate)
    info.channels = Int32(recording.channels)
    info.format = Int32(format)
    let handle = try #require(sf_open(path, Int32(SFM_WRITE), &info), "libsndfile cannot write \(path)")
    let written = sf_writef_float(handle, recording.samples, sf_count_t(recording.frames))
    #expect(sf_close(handle) == 0 && written == sf_count_t(recording.frames))
  }

  /// A WAV of 16 bits, with what its header says of its length, true or not.
  static func wave(
    _ samples: [Int16], rate: UInt32 = 48_000, channels: UInt16 = 1, announcing bytes: UInt32? = nil
  ) -> Data {
    var body = Data()
    for sample in samples { body.append(sample.littleEndian) }
    let announced = bytes ?? UInt32(body.count)
    var data = Data("RIFF".utf8)
    data.append(announced &+ 36)
    data += Data("WAVEfmt ".utf8)
    data.append(UInt32(16))
    data.append(UInt16(1))
    data.append(channels)
    data.append(rate)
    data.append(rate * UInt32(channels) * 2)
    data.append(channels * 2)
    data.append(UInt16(16))
    data += Data("data".utf8)
    data.append(announced)
    return data + body
  }

  /// One channel, a second long; half of full scale.
  static func tone(rate: Int, channels: Int = 1, seconds: Double = 1) -> Recording {
    let samples = (0..<Int(seconds * Double(rate))).flatMap { frame in
      [Float](repeating: Float(0.5 * sin(2 * .pi * 440 * Double(frame) / Double(rate))), count: channels)
    }
    return Recording(rate: rate, channels: channels, samples: samples)
  }
}

extension Data {
  fileprivate mutating func append(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
