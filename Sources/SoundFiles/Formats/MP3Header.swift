import FileStore
import Synthesis

/// The start of an MP3 before its sound: the ID3 tag, and at low bit rates a frame that says how much of the sound is
/// padding.
///
/// LAME puts that frame there by itself where a frame of the bit rate has room for it (Xing's header with LAME's
/// extension, gabriel.mp3-tech.org/mp3infotag.html). Below that, players would play 23 ms and more of padding as sound,
/// and the length would not be known. Such a frame may have another bit rate than the sound.
struct MP3Header: AnnotationLayout {
  private let tag: [UInt8]
  private let frames: Int64
  private let frame: FrameForm
  private let bitRate: Int

  init(of track: TrackDescription) {
    tag = ID3Tag(of: track)?.bytes ?? []
    frames = track.frames
    frame = FrameForm(rate: track.format.rate, channels: track.format.channels)
    bitRate = track.bitRate ?? MPEGBitRates(at: track.format.rate).all.usual
  }

  /// The bytes of our own frame; 0 where LAME writes one.
  private var infoBytes: Int {
    frame.bytes(at: bitRate) < frame.leastInfoBytes ? frame.bytes(at: frame.infoBitRate) : 0
  }

  var addedBytes: Int64 { Int64(tag.count + infoBytes) }

  func sink(on descriptor: Int32) -> VirtualIO {
    let sink = VirtualIO(on: descriptor, front: addedBytes)
    sink.write(tag, at: 0)
    return sink
  }

  func complete(_ sink: VirtualIO) -> Bool {
    guard infoBytes > 0 else { return true }
    guard let header = sink.read(4, at: sink.front), let count = frame.count(in: sink),
      let info = info(like: header, frames: count, bytes: sink.end - Int64(tag.count))
    else { return false }
    sink.write(info, at: Int64(tag.count))
    return true
  }

  /// Our own frame; nil where the stream has not as much padding as an MP3 has.
  private func info(like header: [UInt8], frames count: Int64, bytes: Int64) -> [UInt8]? {
    let padding = count * Int64(frame.samples) - FrameForm.delay - frames
    guard (0...4_095).contains(padding), let index = frame.steps.firstIndex(of: frame.infoBitRate) else { return nil }
    // The bit rate, the same sample rate, and no byte of padding.
    var info = [header[0], header[1], UInt8(index + 1) << 4 | header[2] & 0x0C, header[3]]
    info += [UInt8](repeating: 0, count: frame.sideBytes)
    // The flags say that the numbers of frames and of bytes follow.
    info += "Info".utf8 + [0, 0, 0, 3]
    info.append(big: UInt32(clamping: count))
    info.append(big: UInt32(clamping: bytes))
    // The encoder, its method and filter, and no gain.
    info += "LAME3.100".utf8 + [UInt8](repeating: 0, count: 12)
    // Twelve bits each.
    info += [
      UInt8(FrameForm.delay >> 4), UInt8(FrameForm.delay & 0xF) << 4 | UInt8(padding >> 8), UInt8(padding & 0xFF),
    ]
    return info + [UInt8](repeating: 0, count: infoBytes - info.count)
  }
}

/// The form of the frames of MPEG-1, 2 and 2.5 layer III (ISO 11172-3, 2.4.1).
private struct FrameForm {
  /// Samples that LAME puts before the sound. Decoders know of their own 529.
  static let delay: Int64 = 576

  let rate: Int
  let samples: Int
  /// Bytes between the header and the data, which depend on the channels.
  let sideBytes: Int
  /// Bit rates in kbit/s. Index 1 in a header means the first of them.
  let steps: [Int]

  init(rate: Int, channels: Int) {
    self.rate = rate
    steps = MPEGBitRates(at: rate).steps
    (samples, sideBytes) = rate >= 32_000 ? (1_152, channels == 1 ? 17 : 32) : (576, channels == 1 ? 9 : 17)
  }

  /// Bytes of a frame without padding, at a bit rate in kbit/s.
  func bytes(at bitRate: Int) -> Int { samples / 8 * bitRate * 1_000 / rate }

  /// The fewest bytes that LAME needs for its frame: the header, the side information and 156 bytes.
  var leastInfoBytes: Int { 4 + sideBytes + 156 }

  /// The lowest bit rate with so many bytes.
  var infoBitRate: Int { steps.first { bytes(at: $0) >= leastInfoBytes } ?? steps[steps.count - 1] }

  /// The number of frames from the beginning of the sound to the end of the file; nil where something else is between
  /// them.
  func count(in sink: VirtualIO) -> Int64? {
    var (place, count): (Int64, Int64) = (sink.front, 0)
    var (window, start): ([UInt8], Int64) = ([], sink.front)
    while place < sink.end {
      if place + 4 > start + Int64(window.count) {
        start = place
        guard let bytes = sink.read(Int(min(1 << 16, sink.end - place)), at: place), bytes.count >= 4 else {
          return nil
        }
        window = bytes
      }
      let header = window[Int(place - start)...].prefix(4).map { $0 }
      let index = Int(header[2] >> 4)
      guard header[0] == 0xFF, header[1] & 0xE0 == 0xE0, (1...steps.count).contains(index) else { return nil }
      place += Int64(bytes(at: steps[index - 1]) + Int(header[2] >> 1 & 1))
      count += 1
    }
    return place == sink.end ? count : nil
  }
}
