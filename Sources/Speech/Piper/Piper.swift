import CSystem
import FileStore
import PatternLanguage
import Programs
import SoundFiles
import Synchronization

/// Piper as a separate process: a neural voice that runs without a network (https://github.com/OHF-Voice/piper1-gpl).
///
/// One process says many texts, since most of its time goes into loading the model. Without noise, equal texts give
/// equal bytes, in any order and company.
final class Piper: SpeakingProgram {
  /// Name of the program.
  static let program = "piper"

  let name = Piper.program
  private let model: Result<PiperModel, SpeechError.Problem>
  private let language: String
  private let environment: ProgramEnvironment
  /// Length scales by identity, since a batch has a synthesizer for each of its tracks.
  private static let scales = Mutex<[String: Double]>([:])

  /// A voice of Piper.
  ///
  /// - Parameters:
  ///   - model: its name, as ``PiperModel`` finds it.
  ///   - root: the folder of the pattern.
  ///   - language: the language of the texts, by which its pace is measured.
  init(_ model: String, beside root: String, language: String, in environment: ProgramEnvironment) {
    self.model = Result { () throws(SpeechError.Problem) in
      // Piper comes first: without it there is nothing that could fetch a model.
      guard environment.path(of: Self.program, from: "/") != nil else {
        throw .program(ProgramFailure(Self.program, .missing))
      }
      return try PiperModel(named: model, beside: root, in: environment)
    }
    self.language = language
    self.environment = environment
  }

  /// The same model measures the pace, so the text that is measured identifies it.
  func identity() throws(SpeechError.Problem) -> ProgramIdentity {
    let model = try model.get()
    let files = [model.path, model.settings].map { FileContents.digest(at: $0)?.hexadecimal ?? "" }
    return ProgramIdentity(
      parts: [name] + version + files + Self.arguments + [SpeakingPace(of: language).text, "\(SpeakingPace.wanted)"])
  }

  func speak(_ text: SpokenText, limits: RunLimits) throws(SpeechError.Problem) -> [UInt8] {
    do throws(UnspokenText) {
      return try speak([text], keptBy: nil, limits: limits)[0]
    } catch {
      throw error.problem
    }
  }

  // MARK: The process

  /// Noise changes the sound and the rhythm each time. A sentence is followed by a breath.
  private static let arguments = ["--noise-scale", "0", "--noise-w", "0", "--sentence-silence", "0.4"]

  /// Speaks texts at the measured pace in one process.
  ///
  /// - Parameter cache: where the text is kept by which the pace is measured.
  func speak(
    _ texts: [SpokenText], keptBy cache: SpeechCache?, limits: RunLimits
  ) throws(UnspokenText) -> [[UInt8]] {
    let scale: Double
    do throws(SpeechError.Problem) {
      scale = try lengthScale(keptBy: cache, limits: limits)
    } catch {
      throw UnspokenText(0, error)
    }
    return try speak(texts, scale: scale, limits: limits)
  }

  /// Speaks texts in one process.
  private func speak(
    _ texts: [SpokenText], scale: Double, limits: RunLimits
  ) throws(UnspokenText) -> [[UInt8]] {
    let model: PiperModel
    do throws(SpeechError.Problem) { model = try self.model.get() } catch { throw UnspokenText(0, error) }
    let files: ScratchFolder
    do throws(SystemFailure) {
      files = try ScratchFolder()
    } catch {
      throw UnspokenText(0, .program(ProgramFailure(name, .notStarted(error))))
    }
    var failure: ProgramFailure?
    do throws(ProgramFailure) {
      try run(model, on: texts, scale: scale, into: files, limits: limits)
    } catch {
      failure = error
    }
    let spoken = Self.output(in: files)
    guard let failure else {
      guard spoken.count == texts.count else { throw UnspokenText(0, .unreadableSound(name, .empty)) }
      return spoken
    }
    // It writes a file after the other, and stops at the text that it cannot say.
    if !files.names.contains(where: { $0.hasSuffix(".wav") }), case .exited = failure.problem {
      throw UnspokenText(0, .modelFailed(model.path, failure))
    }
    throw UnspokenText(min(spoken.count, texts.count - 1), .program(failure), spoken: spoken)
  }

  private func run(
    _ model: PiperModel, on texts: [SpokenText], scale: Double, into files: ScratchFolder, limits: RunLimits
  ) throws(ProgramFailure) {
    guard let path = environment.path(of: name, from: "/") else { throw ProgramFailure(name, .missing) }
    let program = ExternalProgram(
      name: name, path: path,
      arguments: ["--model", model.path, "--config", model.settings, "--length-scale", "\(scale)"] + Self.arguments
        + ["--output-dir", files.path],
      environment: environment.environment, folder: files.path)
    let lines: Int32
    do throws(SystemFailure) {
      lines = try files.file(
        holding: Array(texts.map { $0.withoutPhonemes + "\n" }.joined().utf8), named: "texts")
    } catch {
      throw ProgramFailure(name, .notStarted(error))
    }
    let running: RunningProgram
    do {
      defer { close(lines) }
      running = try RunningProgram(program, reading: .file(descriptor: lines))
    }
    // Loading the model takes seconds, and longer from a slow disk.
    var limits = limits
    limits.time = limits.time * 3
    var written = 0
    while true {
      do throws(ProgramFailure) {
        while try running.next(within: limits) != nil {}
        return
      } catch {
        // The time limit starts again with every file that Piper writes.
        let count = files.names.count
        guard case .timedOut = error.problem, count > written else { throw error }
        written = count
      }
    }
  }

  /// The contents of the written files, in the order in which they were written. Their names are instants in
  /// nanoseconds. The last one is incomplete if it is empty.
  private static func output(in files: ScratchFolder) -> [[UInt8]] {
    let names = files.names.compactMap { name in
      name.hasSuffix(".wav") ? UInt64(name.dropLast(4)).map { (instant: $0, name: name) } : nil
    }
    return names.sorted { $0.instant < $1.instant }
      .map { files.content(of: $0.name, atMost: RunLimits.usualOutput) ?? [] }
      .prefix { !$0.isEmpty }.map(\.self)
  }

  // MARK: Pace

  /// Returns the factor on the length of each sound at which the voice says 145 words a minute. It is measured once for
  /// each model and language.
  private func lengthScale(keptBy cache: SpeechCache?, limits: RunLimits) throws(SpeechError.Problem) -> Double {
    let identity = try identity()
    let known = identity.parts.joined(separator: "\n")
    if let scale = Self.scales.withLock({ $0[known] }) { return scale }
    let pace = SpeakingPace(of: language)
    let text = try SpokenText(pace.text)
    let key = SpeechCache.Key(["pace", "\(SpeakingPace.usualScale)"] + identity.parts + [text.line])
    let bytes: [UInt8]
    if let kept = cache?[key] {
      bytes = kept
    } else {
      do throws(UnspokenText) {
        bytes = try speak([text], scale: SpeakingPace.usualScale, limits: limits)[0]
      } catch {
        throw error.problem
      }
      cache?.keep(bytes, as: key)
    }
    let scale = pace.scale(measuring: try recording(from: bytes).length)
    Self.scales.withLock { $0[known] = scale }
    return scale
  }

  // MARK: Version

  /// Path of the program and the versions of its Python package; `piper` itself does not print its version.
  ///
  /// pip writes `lib/python3.12/site-packages/piper_tts-1.3.0.dist-info` beside the `bin` of the program.
  private var version: [String] {
    guard let path = environment.path(of: name, from: "/"), let buffer = realpath(path, nil) else { return [] }
    defer { free(buffer) }
    let library = "\(String(cString: buffer).folderPart.folderPart)/lib"
    let versions = (FolderNames(of: library)?.names ?? []).filter { $0.hasPrefix("python") }.flatMap { python in
      ["site-packages", "dist-packages"].flatMap { FolderNames(of: "\(library)/\(python)/\($0)")?.names ?? [] }
        .filter { ["piper_tts-", "onnxruntime-"].contains(where: $0.hasPrefix) && $0.hasSuffix(".dist-info") }
    }
    return versions.isEmpty ? [FileContents.digest(at: path)?.hexadecimal ?? ""] : versions
  }
}

/// Reason why one of several texts could not be spoken.
struct UnspokenText: Error {
  /// Index of the text.
  let index: Int
  let problem: SpeechError.Problem
  /// Output for the texts before it.
  let spoken: [[UInt8]]

  init(_ index: Int, _ problem: SpeechError.Problem, spoken: [[UInt8]] = []) {
    self.index = index
    self.problem = problem
    self.spoken = spoken
  }
}
