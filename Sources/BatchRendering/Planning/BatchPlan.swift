import BreathPacing
import FileStore

/// The assignment of inputs to tracks, made before anything is rendered.
///
/// ```swift
/// let plan = BatchPlan(for: ["patterns"], to: .folder("tracks", extension: "flac"))
/// for problem in plan.planningErrors { print(problem) }
/// ```
public struct BatchPlan: Sendable {
  /// The reason why an input cannot be rendered, found by planning.
  public enum PlanningError: Error, Sendable, Hashable {
    /// The input cannot be read.
    case unreadable(InputError)
    /// Two inputs would be rendered to the same file.
    case sameOutput(input: String, other: String, output: String)
    /// The track would replace an input.
    case outputIsInput(input: String, output: String)
  }

  /// The tracks to render, in the order of the inputs.
  public private(set) var jobs: [BatchJob] = []
  /// The problems of inputs that are in no job.
  public private(set) var planningErrors: [PlanningError] = []

  /// The manifest of the jobs; nil for files and folders.
  public private(set) var manifest: Manifest?

  /// The files that the inputs name. Folders are searched; `-` is the standard input.
  public let files: PatternFiles

  /// Plans files and folders.
  ///
  /// - Parameters:
  ///   - paths: files, folders and `-`.
  ///   - destination: the file or the folder of the tracks.
  ///   - request: the options for all tracks.
  public init(for paths: [String], to destination: Destination, as request: TrackRequest = TrackRequest()) {
    files = PatternFiles(at: paths, takesTracks: true)
    planningErrors = files.errors.map(PlanningError.unreadable)
    let inputs = Set(files.found.map { FileIdentity(of: $0.path) ?? .path($0.path) })
    var request = request
    request.overrides.isForMany = files.count > 1
    let shared = BatchJob.SharedRequest(request)
    var taken: [String: String] = [:]
    for file in files.found {
      let job = destination.job(for: file, as: shared)
      let outputs = job.outputs
      if let output = outputs.first(where: { taken[$0.folded] != nil }) {
        planningErrors.append(.sameOutput(input: file.path, other: taken[output.folded]!, output: output))
      } else if let output = outputs.first(where: { takesInput($0, of: job) }) {
        planningErrors.append(.outputIsInput(input: file.path, output: output))
      } else {
        for output in outputs { taken[output.folded] = file.path }
        jobs.append(job)
      }
    }

    func takesInput(_ output: String, of job: BatchJob) -> Bool {
      guard let identity = FileIdentity(of: output), inputs.contains(identity) else { return false }
      return output != job.output || !job.replacesItself
    }
  }

  /// Plans the tracks of a manifest.
  ///
  /// - Parameters:
  ///   - manifest: the manifest.
  ///   - folder: the output folder.
  ///   - request: the options for all lines that do not replace them.
  /// - Throws: `InvalidManifest` with all problems of the manifest.
  public init(
    for manifest: Manifest, in folder: String, as request: TrackRequest = TrackRequest()
  ) throws(InvalidManifest) {
    files = PatternFiles(at: [])
    jobs = try manifest.jobs(in: folder, as: request)
    self.manifest = manifest
  }

  /// Plans a single text and a single file.
  ///
  /// - Parameters:
  ///   - text: the input.
  ///   - root: the folder to which the files that the text uses are confined.
  ///   - output: the path of the track.
  ///   - request: the options for the track.
  public init(
    for text: PatternInput, in root: String = ".", output: String, as request: TrackRequest = TrackRequest()
  ) {
    files = PatternFiles(at: [])
    jobs = [BatchJob(input: text, in: nil, named: output, root: root, request: .init(request))]
  }

  /// Reads the standard input if it is an input. It can be read only once, but a job is inspected before it is
  /// rendered.
  ///
  /// - Parameter whileWaiting: called repeatedly while no input arrives; an error that it throws ends the reading.
  /// - Throws: the errors of `whileWaiting`.
  public mutating func readStandardInput(whileWaiting: () throws -> Void) throws {
    for index in jobs.indices.reversed() where jobs[index].input == .standardInput {
      do {
        jobs[index] = jobs[index].reading(.text(try jobs[index].input.read(whileWaiting: whileWaiting)))
      } catch let error as InputError {
        jobs.remove(at: index)
        planningErrors.append(.unreadable(error))
      }
    }
  }

  /// The file or folder that tracks are written to.
  public enum Destination: Sendable, Hashable {
    /// A single file.
    case file(String)
    /// A folder, in which each track has the sub-folder of its pattern below the given folder, with this extension.
    /// With `nil` it is a WAV file, or has the extension of the track that is made again.
    case folder(String, extension: String? = nil)

    fileprivate func job(for file: PatternFiles.File, as request: BatchJob.SharedRequest) -> BatchJob {
      let input = PatternInput(at: file.path)
      switch self {
      case .file(let path): return BatchJob(input: input, in: nil, named: path, root: file.root, request: request)
      case .folder(let folder, let wanted):
        var own: String?
        if case .track(let path) = input { own = path[path.lastIndex(of: ".")!...].dropFirst().lowercased() }
        let name = "\(file.nameWithoutExtension).\(wanted ?? own ?? "wav")"
        return BatchJob(input: input, in: folder, named: name, root: file.root, request: request)
      }
    }
  }
}

extension String {
  /// The name in a form that is equal for two names that a file system may treat as one: without case. Swift compares
  /// strings by canonical equivalence, so Unicode normalisation needs no work.
  var folded: String { lowercased() }
}
