import CSndfile
import CSystem
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
  /// The encoder in place of libsndfile.
  private var aac: AACEncoder?
  /// A factor for samples before a codec gets them.
  private var gain: Float = 1
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
    if case .aac = container.format.coding {
      aac = try AACEncoder(of: track, to: sink, path: path)
      return
    }
    var info = SF_INFO()
    info.samplerate = Int32(clamping: format.rate)
    info.channels = Int32(clamping: format.channels)
    info.format = container.format.code(for: format.samples)
    var functions = VirtualIO.functions
    handle = sf_open_virtual(&functions, Int32(SFM_WRITE), &info, Unmanaged.passUnretained(sink).toOpaque())
    guard handle != nil else { throw failure }
    // The PEAK chunk contains the time of writing. Without it the same samples give the same bytes.
    _ = sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
    setUpEncoder(for: track)
  }

  deinit { if handle != nil { sf_close(handle) } }

  private func setUpEncoder(for track: TrackDescription) {
    func set(_ command: Int, _ value: Double) {
      var value = value
      _ = sf_command(handle, Int32(command), &value, Int32(MemoryLayout<Double>.size))
    }
    for setting in container.format.encoderSettings(track) {
      switch setting {
      case .constantBitRate:
        // SFC_SET_BITRATE_MODE and its constant mode, which headers before 1.1 do not have.
        var mode: Int32 = 0
        _ = sf_command(handle, 0x1305, &mode, Int32(MemoryLayout<Int32>.size))
      case .gain(let factor): gain = factor
      case .compression(let share): set(SFC_SET_COMPRESSION_LEVEL, share)
      case .quality(let share): set(SFC_SET_VBR_ENCODING_QUALITY, share)
      }
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
      if container.format.isLittleEndian {
        let bytes = samples.bytes
        written = sf_write_raw(handle, bytes, Int64(bytes.count)) / bytesPerFrame
      } else {
        written = sf_writef_int(handle, samples.map { $0 << 8 }, Int64(frames))
      }
    case (.float32(let samples), .float32):
      guard samples.largestMagnitude.isFinite else { throw unstorable }
      if let aac {
        try aac.write(samples)
        written = Int64(frames)
        break
      }
      written = container.isLossy ? encode(samples) : sf_writef_float(handle, samples, Int64(frames))
    default:
      throw SoundFileError(path, .wrongBlock(.otherSampleFormat(frame: delivered)))
    }
    delivered += max(0, written)
    guard written == Int64(frames), sink.failure == nil else { throw failure }
  }

  /// Writes silence as the last frame, in place of all frames.
  func writeLastFrame() throws {
    guard sf_seek(handle, promised - 1, SEEK_SET) == promised - 1 else { throw failure }
    delivered = promised - 1
    let channels = format.channels
    switch format.samples {
    case .int16: try write(.int16([Int16](repeating: 0, count: channels)))
    case .int24: try write(.int24(PackedSamples([Int32](repeating: 0, count: channels))))
    case .float32: try write(.float32([Float](repeating: 0, count: channels)))
    }
  }

  /// Passes samples to a codec in blocks of one size, since the output of Vorbis depends on the size. Returns the
  /// number of frames that were accepted, some of which wait for more.
  private func encode(_ samples: [Float]) -> Int64 {
    if gain == 1 { waiting += samples } else { waiting += samples.map { $0 * gain } }
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
    if let aac {
      try aac.finish()
      guard sink.failure == nil else { throw failure }
      return
    }
    let rest = Int64(waiting.count / format.channels)
    guard rest == 0 || sf_writef_float(handle, waiting, rest) == rest else { throw failure }
    let result = sf_close(handle)
    handle = nil
    container.format.finishSound(sink)
    guard result == 0, sink.failure == nil else { throw failure }
  }

  /// Completes the file with its metadata.
  func add(_ layout: any AnnotationLayout) throws {
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
