import CSystem
import FileStore
import Programs
import Synthesis

/// Decodes a recording that libsndfile does not know by ffmpeg, a program of its own: M4A, AAC, WebM, what phones
/// record.
///
/// ffmpeg gets the open file as its standard input, so that no name is an option or an address. It may open that file
/// only, and reads only kinds of files that do not name others, such as playlists do.
final class FFmpegDecoder: SampleDecoder {
  let rate: Int
  let channels: Int
  var announcedFrames: Int? { nil }

  private let name: String
  private let program: RunningProgram
  private let limits: RunLimits
  /// Bytes of whole and partial frames that were not returned yet.
  private var waiting: [UInt8]
  private var hasEnded = false

  /// Starts ffmpeg and reads its header.
  ///
  /// - Parameters:
  ///   - file: the file, which can be closed afterwards.
  ///   - name: the name for errors.
  ///   - message: what libsndfile says of the file.
  /// - Throws: `.unrecognised` with this message if ffmpeg does not know the file either.
  init(
    of file: OpenedRecording, name: String, within limits: RecordingLimits, unlessMissing message: String
  ) throws(RecordingError) {
    let environment = ProgramEnvironment()
    guard let path = environment.path(of: "ffmpeg", from: "/") else {
      let isKnown = Self.hasKnownName(name) || Self.isKnown(file)
      throw RecordingError(name, isKnown ? .needsFFmpeg : .unrecognised(message))
    }
    let program = ExternalProgram(
      name: "ffmpeg", path: path, arguments: Self.arguments(within: limits), environment: environment.environment,
      folder: "/")
    // Ten bytes for a sample and its share of packets; a recording that is too long is noticed before.
    let runLimits = RunLimits(time: .seconds(30), longestOutput: Int(limits.mostSamples) * 10)
    let start: Start
    do throws(ProgramFailure) {
      start = try Self.start(program, on: file, limits: runLimits)
    } catch {
      guard case .exited(_, let reason) = error.problem else { throw RecordingError(name, .program(error)) }
      if reason.contains("matches no streams") { throw RecordingError(name, .noSound) }
      throw RecordingError(name, Self.isKnown(file) ? .damaged(Self.line(of: reason)) : .unrecognised(message))
    }
    guard let start else { throw RecordingError(name, .empty) }
    (self.name, self.limits) = (name, runLimits)
    (self.program, rate, channels, waiting) = start
  }

  /// The standard input as a file, in which ffmpeg can go back: a phone writes the index of a recording at its end.
  private static let input = "file:/dev/stdin"

  private typealias Start = (RunningProgram, rate: Int, channels: Int, rest: [UInt8])?

  /// Writes the first sound stream as a Sun AU with 32-bit floating point, whose header has no length.
  private static func arguments(within limits: RecordingLimits) -> [String] {
    let longest = Int((limits.longest / .seconds(1)).rounded(.up)) + 1
    return [
      "-hide_banner", "-nostdin", "-loglevel", "error", "-xerror", "-protocol_whitelist", "file", "-format_whitelist",
      formats.joined(separator: ","), "-max_streams", "100", "-i", input, "-map", "0:a:0", "-vn", "-sn",
      "-dn",
      "-map_metadata", "-1", "-map_chapters", "-1", "-t", "\(longest)", "-c:a", "pcm_f32be", "-f", "au", "pipe:1",
    ]
  }

  private static func start(
    _ program: ExternalProgram, on file: OpenedRecording, limits: RunLimits
  ) throws(ProgramFailure) -> Start {
    let running = try RunningProgram(program, reading: .file(descriptor: file.descriptor))
    var bytes: [UInt8] = []
    // Magic number, offset of the samples, their size, encoding, rate, channels.
    while bytes.count < 24 || bytes.count < number(4, in: bytes) {
      guard let more = try running.next(within: limits) else { return nil }
      bytes += more
      // Other output than the requested format.
      guard bytes.starts(with: Array(".snd".utf8).prefix(bytes.count)), bytes.count < 1 << 20 else { return nil }
    }
    let rest = Array(bytes.dropFirst(number(4, in: bytes)))
    guard number(12, in: bytes) == 6 else { return nil }
    return (running, number(16, in: bytes), number(20, in: bytes), rest)
  }

  /// The number in big-endian order at an offset of a header.
  private static func number(_ offset: Int, in bytes: [UInt8]) -> Int {
    Int(bytes[offset..<offset + 4].bigNumber)
  }

  func next(atMost frames: Int) throws(RecordingError) -> [Float] {
    let width = channels * 4
    while !hasEnded, waiting.count < width * min(frames, 4096) {
      do throws(ProgramFailure) {
        if let more = try program.next(within: limits) { waiting += more } else { hasEnded = true }
      } catch {
        guard case .exited(_, let reason) = error.problem else { throw RecordingError(name, .program(error)) }
        throw RecordingError(name, .damaged(Self.line(of: reason)))
      }
    }
    let count = min(frames, waiting.count / width) * channels
    let samples = waiting.withUnsafeBytes { bytes in
      (0..<count).map {
        Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
      }
    }
    waiting.removeFirst(count * 4)
    return samples
  }

  func checkState() throws(RecordingError) {
    // Status 0 all the same.
    if program.message.contains("File ended prematurely") { throw RecordingError(name, .truncated(percent: nil)) }
  }

  /// The first line of what ffmpeg says, without the part of ffmpeg that says it: `[aac @ 0x55a8b88ad9c0]`.
  private static func line(of message: String) -> String {
    var line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    if line.hasPrefix("["), let end = line.firstRange(of: "] ") { line.removeSubrange(..<end.upperBound) }
    if line.hasPrefix(input) { line.removeFirst(input.count + 2) }
    return line
  }

  // MARK: Input formats

  /// Kinds of files, as ffmpeg names them, that have their sound in themselves.
  private static let formats = [
    "mov", "aac", "matroska", "amr", "amrnb", "amrwb", "asf", "ac3", "eac3", "ape", "wv", "tta", "tak", "mpc", "mpc8",
    "mp3", "ogg", "flac", "wav", "w64", "aiff", "caf", "au", "avi", "flv", "mpegts", "mpeg", "dts", "loas",
  ]

  /// Extensions that recordings of these kinds have, in lower case, those of phones first.
  static let extensions = [
    "m4a", "aac", "webm", "mp4", "m4b", "mov", "3gp", "amr", "mka", "mkv", "weba", "wma", "spx", "mp2", "ac3", "ape",
    "wv",
  ]

  private static func hasKnownName(_ path: String) -> Bool {
    let name = path.lastComponent
    return extensions.contains(Container.fileExtension(of: name).lowercased())
  }

  /// Whether a file begins as MP4, AMR, Matroska or AAC.
  private static func isKnown(_ file: OpenedRecording) -> Bool {
    let head = (try? file.source.bytes(at: 0, count: 12)) ?? []
    return head.has("ftyp", at: 4) || head.has("#!AMR") || head.starts(with: [0x1A, 0x45, 0xDF, 0xA3])
      || head.count > 1 && head[0] == 0xFF && head[1] & 0xF6 == 0xF0
  }
}
