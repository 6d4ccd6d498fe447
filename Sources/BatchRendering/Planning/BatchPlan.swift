import BreathPacing
import FileStore

/// Which inputs become which tracks, decided before anything is rendered.
public struct BatchPlan: Sendable {
  /// What stands in the way of one input, found while planning.
  public enum PlanningError: Error, Sendable, Hashable {
    case unreadable(InputError)
    /// Two inputs would become the same track.
    case sameOutput(input: String, other: String, output: String)
    /// The track would take the place of an input.
    case outputIsInput(input: String, output: String)
  }

  public private(set) var jobs: [BatchJob] = []
  public private(set) var obstacles: [PlanningError] = []

  /// Where the jobs come from; nil where they come from files and folders.
  public private(set) var manifest: Manifest?

  /// The files that inputs name; folders are searched, `-` is the standard input.
  public let files: PatternFiles

  /// - Parameters:
  ///   - paths: files, folders and `-`.
  ///   - destination: where the tracks go.
  ///   - request: how each is to be made.
  public init(for paths: [String], to destination: Destination, as request: TrackRequest = TrackRequest()) {
    files = PatternFiles(at: paths, takesTracks: true)
    obstacles = files.errors.map(PlanningError.unreadable)
    let inputs = Set(files.found.map { FileIdentity(of: $0.path) ?? .path($0.path) })
    var request = request
    request.overrides.isForMany = files.count > 1
    var taken: [String: String] = [:]
    for file in files.found {
      let job = destination.job(for: file, as: request)
      let outputs = job.outputs
      if let output = outputs.first(where: { taken[$0.folded] != nil }) {
        obstacles.append(.sameOutput(input: file.path, other: taken[output.folded]!, output: output))
      } else if let output = outputs.first(where: { takesInput($0, of: job) }) {
        obstacles.append(.outputIsInput(input: file.path, output: output))
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

  /// The tracks that a manifest lists.
  ///
  /// - Parameters:
  ///   - folder: the output folder.
  ///   - request: what holds for all lines that do not say otherwise.
  /// - Throws: every problem of the manifest, before anything is rendered.
  public init(
    for manifest: Manifest, in folder: String, as request: TrackRequest = TrackRequest()
  ) throws(InvalidManifest) {
    files = PatternFiles(at: [])
    jobs = try manifest.jobs(in: folder, as: request)
    self.manifest = manifest
  }

  /// A single text that becomes a single file.
  ///
  /// - Parameter root: the folder within which it may use files.
  public init(
    for text: PatternInput, in root: String = ".", output: String, as request: TrackRequest = TrackRequest()
  ) {
    files = PatternFiles(at: [])
    jobs = [BatchJob(input: text, output: output, root: root, request: request)]
  }

  /// Reads the standard input, where it is an input: it can be read only once, and a job is looked at before it is
  /// rendered.
  ///
  /// - Parameter whileWaiting: called now and then while nothing comes; what it throws ends the reading.
  public mutating func readStandardInput(whileWaiting: () throws -> Void) throws {
    for index in jobs.indices.reversed() where jobs[index].input == .standardInput {
      do {
        jobs[index].input = .text(try jobs[index].input.read(whileWaiting: whileWaiting))
      } catch let error as InputError {
        jobs.remove(at: index)
        obstacles.append(.unreadable(error))
      }
    }
  }

  /// Where tracks go.
  public enum Destination: Sendable, Hashable {
    case file(String)
    /// Each track in the sub-folder that its pattern has below the folder that was given, as a file of that extension;
    /// `nil` is WAV, or what a track that is made again has.
    case folder(String, extension: String? = nil)

    fileprivate func job(for file: PatternFiles.File, as request: TrackRequest) -> BatchJob {
      let input = PatternInput(at: file.path)
      switch self {
      case .file(let path): return BatchJob(input: input, output: path, root: file.root, request: request)
      case .folder(let folder, let wanted):
        var own: String?
        if case .track(let path) = input { own = path[path.lastIndex(of: ".")!...].dropFirst().lowercased() }
        let name = "\(file.nameWithoutExtension).\(wanted ?? own ?? "wav")"
        let output = folder.isEmpty ? name : folder.appendingComponent(name)
        return BatchJob(input: input, output: output, ledgerName: name, root: file.root, request: request)
      }
    }
  }
}

extension String {
  /// The same for two names that some file system takes for one: case does not count, and Unicode's forms are one to
  /// strings anyway.
  var folded: String { lowercased() }
}
