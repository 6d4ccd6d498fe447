import CSndfile
import FileStore
import Synthesis

/// Encodes the promised number of frames with libsndfile. The same samples always give the same bytes.
package final class SampleWriter {
  private let path: String
  private let folder: String
  private let container: Container
  private let format: SoundFormat
  private let promised: Int64
  private let sink: VirtualIO
  private var delivered: Int64 = 0
  private var handle: OpaquePointer?
  /// Samples that do not fill a block for the codec yet.
  private var waiting: [Float] = []

  /// Opens an encoder at the start of the sink.
  package init(
    to sink: VirtualIO, at entry: DirectoryEntry, in container: Container, of track: TrackDescription
  ) throws {
    path = entry.path
    folder = entry.folderPath
    format = track.format
    promised = track.frames
    self.sink = sink
    self.container = container
    guard sink.failure == nil else { throw failure }
    var info = SF_INFO()
    info.samplerate = Int32(clamping: format.rate)
    info.channels = Int32(clamping: format.channels)
    info.format = container.code(for: format.samples)
    var functions = VirtualIO.functions
    handle = sf_open_virtual(&functions, Int32(SFM_WRITE), &info, Unmanaged.passUnretained(sink).toOpaque())
    guard handle != nil else { throw failure }
    // The PEAK chunk contains the time of writing. Without it the same samples give the same bytes.
    _ = sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
    setQuality()
  }

  deinit { if handle != nil { sf_close(handle) } }

  /// Sets the quality: a constant 128 kbit/s for MP3 (Container.bitRate), quality 5 for Vorbis (near 80 kbit/s per
  /// channel), and 64 kbit/s per channel for Opus. A higher quality is not audible with cues and noise. libsndfile
  /// takes each value as a fraction of a range.
  private func setQuality() {
    func set(_ command: Int, _ value: Double) {
      var value = value
      _ = sf_command(handle, Int32(command), &value, Int32(MemoryLayout<Double>.size))
    }
    switch container {
    case .mp3:
      // SFC_SET_BITRATE_MODE with the constant mode; headers before libsndfile 1.1 lack both names.
      var mode: Int32 = 0
      _ = sf_command(handle, 0x1305, &mode, Int32(MemoryLayout<Int32>.size))
      // A little above the rate, since LAME takes the next lower rate.
      let kilobits = Double(container.bitRate(at: format.rate) ?? 128_000) / 1000 + 0.1
      let (most, least) = format.rate >= 32_000 ? (320.0, 32.0) : format.rate >= 16_000 ? (160, 8) : (64, 8)
      set(SFC_SET_COMPRESSION_LEVEL, (most - kilobits) / (most - least))
    case .vorbis: set(SFC_SET_VBR_ENCODING_QUALITY, 0.5)
    case .opus: set(SFC_SET_COMPRESSION_LEVEL, (256 - 64) / (256 - 6))
    case .wav, .rf64, .aiff, .caf, .flac: break
    }
  }

  /// Encodes whole frames in the sample format of the track, at most as many as are still missing.
  ///
  /// - Throws: `SoundFileError` for an unsuitable block, `FileError` for a refusal of the system.
  package func write(_ block: SampleBlock) throws {
    let (frames, broken) = block.count.quotientAndRemainder(dividingBy: format.channels)
    guard broken == 0 else { throw SoundFileError(path, .wrongBlock(.brokenFrame(frame: delivered))) }
    guard Int64(frames) <= promised - delivered else {
      throw SoundFileError(path, .wrongTotal(promised: promised, delivered: delivered + Int64(frames)))
    }
    let written: Int64
    switch (block, format.samples) {
    case (.int16(let samples), .int16):
      written = sf_writef_short(handle, samples, Int64(frames))
    case (.int24(let samples), .int24):
      if container.isLittleEndian {
        let bytes = samples.bytes
        written = sf_write_raw(handle, bytes, Int64(bytes.count)) / bytesPerFrame
      } else {
        written = sf_writef_int(handle, samples.map { $0 << 8 }, Int64(frames))
      }
    case (.float32(let samples), .float32):
      guard samples.largestMagnitude.isFinite else { throw unstorable }
      written = container.isLossy ? encode(samples) : sf_writef_float(handle, samples, Int64(frames))
    default:
      throw SoundFileError(path, .wrongBlock(.otherSampleFormat(frame: delivered)))
    }
    delivered += max(0, written)
    guard written == Int64(frames), sink.failure == nil else { throw failure }
  }

  /// Passes samples to a codec in blocks of one size, since the output of Vorbis depends on the size. Returns the
  /// number of frames that were accepted, some of which wait for more.
  private func encode(_ samples: [Float]) -> Int64 {
    waiting += samples
    let size = Self.codecFrames * format.channels
    var start = 0
    while waiting.count - start >= size {
      let piece = Array(waiting[start..<start + size])
      guard sf_writef_float(handle, piece, Int64(Self.codecFrames)) == Self.codecFrames else { return 0 }
      start += size
    }
    waiting.removeFirst(start)
    return Int64(samples.count / format.channels)
  }

  /// Frames per block for a codec.
  private static let codecFrames = 4_096

  /// Completes the header.
  ///
  /// - Throws: `.wrongTotal`, if frames are missing, or the refusal of libsndfile or the system. The content of the
  ///   file is verified elsewhere.
  package func finish() throws {
    guard delivered == promised else {
      throw SoundFileError(path, .wrongTotal(promised: promised, delivered: delivered))
    }
    let rest = Int64(waiting.count / format.channels)
    guard rest == 0 || sf_writef_float(handle, waiting, rest) == rest else { throw failure }
    let result = sf_close(handle)
    handle = nil
    if container == .rf64 { blankPeak() }
    guard result == 0, sink.failure == nil else { throw failure }
  }

  /// Replaces the PEAK chunk with an empty PAD chunk, as libsndfile does in WAV. For RF64 it ignores the request for no
  /// PEAK.
  private func blankPeak() {
    guard let range = sink.chunk("PEAK", .riff) else { return }
    sink.write(Array("PAD ".utf8), at: range.lowerBound - 8)
    sink.write([UInt8](repeating: 0, count: range.count), at: range.lowerBound)
  }

  /// Adds the annotations that follow the sound.
  func add(_ layout: AnnotationLayout) throws {
    let isWhole = layout.complete(sink)
    guard sink.failure == nil else { throw failure }
    guard isWhole else {
      throw SoundFileError(path, .verificationFailed(.init(field: .container, expected: 1, found: 0)))
    }
  }

  private var bytesPerFrame: Int64 { Int64(format.channels * format.samples.bytes) }

  private var unstorable: SoundFileError { SoundFileError(path, .wrongBlock(.unstorableSample(frame: delivered))) }

  /// The error of the last call. libsndfile reports only that the system failed; the sink knows the reason.
  private var failure: any Error {
    if let failure = sink.failure {
      return FileError(path, failure.problem(inFolder: folder, written: sink.end))
    }
    return SoundFileError(path, .libraryFailed(String(cString: sf_error_number(sf_error(handle)))))
  }
}

extension Container {
  /// Whether 24-bit samples can be written as raw bytes, which is three times as fast.
  fileprivate var isLittleEndian: Bool {
    switch self {
    case .wav, .rf64: true
    case .aiff, .caf, .flac, .vorbis, .opus, .mp3: false
    }
  }
}
