import FileStore
import Programs
import Synthesis

/// Encodes AAC-LC with ffmpeg, which gets samples on its standard input and writes packets with ADTS headers (ISO
/// 14496-3, 1.A.2.2) to its standard output. The packets alone go into the file.
final class AACEncoder {
  private let path: String
  private let stream: AACStream
  private let sink: VirtualIO
  private let program: RunningProgram
  private let limits: RunLimits
  /// Output that holds no whole packet yet.
  private var pending: [UInt8] = []

  static let program = "ffmpeg"

  /// Starts the program.
  ///
  /// - Throws: `SoundFileError`, if it is missing or cannot be started.
  init(of track: TrackDescription, to sink: VirtualIO, path: String) throws(SoundFileError) {
    self.path = path
    self.sink = sink
    stream = AACStream(of: track)
    // More than so many packets can have, so that no program fills the disk.
    limits = RunLimits(time: .seconds(120), longestOutput: Int(stream.packets + 16) * 8_192)
    let format = track.format
    let input = ["-f", "f32le", "-ar", "\(format.rate)", "-ac", "\(format.channels)", "-i", "pipe:0"]
    // Nothing that depends on the version of the program goes into the packets.
    let coding = [
      "-c:a", "aac", "-profile:a", "aac_low", "-b:a", "\(stream.bitRate)k", "-flags:a", "+bitexact", "-fflags",
      "+bitexact",
    ]
    let environment = ProgramEnvironment()
    do throws(ProgramFailure) {
      guard let executable = environment.path(of: Self.program, from: "/") else {
        throw ProgramFailure(Self.program, .missing)
      }
      let ffmpeg = ExternalProgram(
        name: Self.program, path: executable,
        arguments: ["-hide_banner", "-nostdin", "-loglevel", "error"] + input + coding + ["-f", "adts", "pipe:1"],
        environment: environment.environment, folder: "/")
      program = try RunningProgram(ffmpeg, reading: .stream)
    } catch {
      throw SoundFileError(path, .programFailed(error))
    }
    try write([Float](repeating: 0, count: stream.addedFrames * format.channels))
  }

  /// Encodes samples.
  func write(_ samples: [Float]) throws(SoundFileError) {
    do throws(ProgramFailure) {
      try samples.withUnsafeBufferPointer { samples throws(ProgramFailure) in
        try program.write(UnsafeRawBufferPointer(samples), within: limits)
      }
    } catch {
      throw SoundFileError(path, .programFailed(error))
    }
    try take(program.takeOutput())
  }

  /// Waits for the last packet.
  ///
  /// - Throws: `SoundFileError`, if the program fails, or has not encoded all of the sound.
  func finish() throws(SoundFileError) {
    while true {
      let output: [UInt8]?
      do throws(ProgramFailure) {
        output = try program.next(within: limits)
      } catch {
        throw SoundFileError(path, .programFailed(error))
      }
      guard let output else { break }
      try take(output)
    }
    guard pending.isEmpty, sink.packets.count == stream.packets else {
      throw SoundFileError(
        path,
        .verificationFailed(.init(field: .frames, expected: stream.packets, found: Int64(sink.packets.count))))
    }
  }

  /// Writes the whole packets in the output to the file.
  private func take(_ output: [UInt8]) throws(SoundFileError) {
    pending += output
    var (start, bytes) = (0, [UInt8]())
    while let header = stream.header(pending[start...]) {
      guard header.isValid else { throw SoundFileError(path, .programFailed(ProgramFailure(Self.program, .badOutput))) }
      guard pending.count - start >= header.packetEnd else { break }
      let packet = pending[start + header.size..<start + header.packetEnd]
      bytes += packet
      sink.packets.append(UInt16(packet.count))
      start += header.packetEnd
    }
    pending.removeFirst(start)
    sink.write(bytes, at: sink.end)
  }
}

/// The form of an AAC stream, which follows from the track alone.
///
/// The encoder puts 1,024 frames before the sound. Silence is added there, so that the sound ends together with the
/// last packet: some decoders, such as that of ffmpeg 5, cut a stream at its beginning and not at its end.
struct AACStream {
  static let rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000]
  private static let packetFrames: Int64 = 1_024
  /// The most bytes of a packet for a channel: twice as many as the standard allows, since ffmpeg passes that by a few.
  static let largestPacket = 2 * 768

  let frames: Int64
  let rate: Int
  let channels: Int
  /// Bit rate in kbit/s.
  let bitRate: Int

  init(of track: TrackDescription) {
    frames = track.frames
    (rate, channels) = (track.format.rate, track.format.channels)
    bitRate = track.bitRate ?? Self.bitRates(at: rate, channels: channels).usual
  }

  /// Frames of silence before the sound, besides those of the encoder.
  var addedFrames: Int {
    frames == 0 ? Int(Self.packetFrames) : Int((Self.packetFrames - frames % Self.packetFrames) % Self.packetFrames)
  }

  /// Frames of the stream before the sound.
  var priming: Int64 { Self.packetFrames + Int64(addedFrames) }

  var packets: Int64 { (priming + frames) / Self.packetFrames }

  /// The bit rates that ffmpeg's encoder reaches: at most 4.5 bits a sample.
  static func bitRates(at rate: Int, channels: Int) -> BitRates {
    let least = rate <= 16_000 ? 8 : rate <= 48_000 ? 16 : 32
    let most = min(256, rate * 9 / 16_000 * 8)
    let range = least * channels...most * channels
    return BitRates(choice: .range(range), usual: min(128, range.upperBound), isConstant: false)
  }

  /// The place of the rate in the table of ISO 14496-3.
  private var rateIndex: UInt8 { UInt8(Self.rates.firstIndex(of: rate) ?? 3) }

  /// AudioSpecificConfig of ISO 14496-3: AAC-LC, and that no higher band (SBR) follows from it.
  var configuration: [UInt8] {
    [2 << 3 | rateIndex >> 1, (rateIndex & 1) << 7 | UInt8(channels) << 3, 0x56, 0xE5, 0x00]
  }

  /// The header of a packet.
  struct Header {
    let size: Int
    /// The offset of the next header.
    let packetEnd: Int
    let isValid: Bool
  }

  /// The header at the beginning of some bytes; nil where they are too few.
  func header(_ bytes: ArraySlice<UInt8>) -> Header? {
    guard bytes.count >= 7 else { return nil }
    let bytes = Array(bytes.prefix(7))
    let size = bytes[1] & 1 == 1 ? 7 : 9
    let end = Int(bytes[3] & 3) << 11 | Int(bytes[4]) << 3 | Int(bytes[5] >> 5)
    let (profile, index) = (bytes[2] >> 6, bytes[2] >> 2 & 0xF)
    let isValid =
      bytes[0] == 0xFF && bytes[1] & 0xF6 == 0xF0 && profile == 1 && index == rateIndex
      && Int((bytes[2] & 1) << 2 | bytes[3] >> 6) == channels && bytes[6] & 3 == 0
      && (size...size + Self.largestPacket * channels).contains(end)
    return Header(size: size, packetEnd: end, isValid: isValid)
  }
}
