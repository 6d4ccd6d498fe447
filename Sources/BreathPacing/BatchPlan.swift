/// Which inputs become which tracks, decided before anything is rendered.
public struct BatchPlan: Sendable {
  /// One pattern and the track that it becomes.
  public struct Job: Sendable, Hashable {
    public let input: PatternInput
    public let output: String
    /// The output's path within the output folder, by which the folder's ledger knows it; `nil` for a single `-o` file.
    public let ledgerName: String?
    /// The folder within which the pattern may use others.
    public let root: String
    /// What is to stand beside the track.
    public let beside: [SideFile]

    /// The track, and all that is to stand beside it.
    var outputs: [String] { [output] + beside.map { $0.path(beside: output) } }

    /// Whether a track takes its own place: its recipe is read before that, and its name stays until it is whole.
    var replacesItself: Bool {
      guard case .track(let path) = input, let identity = FileIdentity(of: path) else { return false }
      return identity == FileIdentity(of: output)
    }

    /// The folder that the output stands in.
    var outputFolder: String {
      output.folderPart.isEmpty ? "." : output.folderPart
    }
  }

  /// What stands in the way of one input, found while planning.
  public enum Obstacle: Error, Sendable, Hashable {
    case unreadable(InputError)
    /// Two inputs would become the same track.
    case sameOutput(input: String, other: String, output: String)
    /// The track would take the place of an input.
    case outputIsInput(input: String, output: String)
  }

  public private(set) var jobs: [Job] = []
  public private(set) var obstacles: [Obstacle] = []

  /// The files that inputs name; folders are searched, `-` is the standard input.
  public let files: PatternFiles

  /// - Parameters:
  ///   - paths: files, folders and `-`.
  ///   - destination: where the tracks go.
  ///   - beside: what is to stand beside each.
  public init(for paths: [String], to destination: Destination, beside: [SideFile] = []) {
    files = PatternFiles(at: paths, takesTracks: true)
    obstacles = files.errors.map(Obstacle.unreadable)
    let inputs = Set(files.found.map { FileIdentity(of: $0.path) ?? .path($0.path) })
    var taken: [String: String] = [:]
    for file in files.found {
      let job = destination.job(for: file, beside: beside)
      let outputs = job.outputs
      if let output = outputs.first(where: { taken[$0.lowercased()] != nil }) {
        obstacles.append(.sameOutput(input: file.path, other: taken[output.lowercased()]!, output: output))
      } else if let output = outputs.first(where: { takesInput($0, of: job) }) {
        obstacles.append(.outputIsInput(input: file.path, output: output))
      } else {
        for output in outputs { taken[output.lowercased()] = file.path }
        jobs.append(job)
      }
    }

    func takesInput(_ output: String, of job: Job) -> Bool {
      guard let identity = FileIdentity(of: output), inputs.contains(identity) else { return false }
      return output != job.output || !job.replacesItself
    }
  }

  /// A single text that becomes a single file.
  ///
  /// - Parameter root: the folder within which it may use files.
  public init(for text: PatternInput, in root: String = ".", output: String, beside: [SideFile] = []) {
    files = PatternFiles(at: [])
    jobs = [Job(input: text, output: output, ledgerName: nil, root: root, beside: beside)]
  }

  /// Where tracks go.
  public enum Destination: Sendable, Hashable {
    case file(String)
    /// Each track in the sub-folder that its pattern has below the folder that was given, as a file of that extension;
    /// `nil` is WAV, or what a track that is made again has.
    case folder(String, extension: String? = nil)

    fileprivate func job(for file: PatternFiles.File, beside: [SideFile]) -> Job {
      let input = PatternInput(at: file.path)
      switch self {
      case .file(let path): return Job(input: input, output: path, ledgerName: nil, root: file.root, beside: beside)
      case .folder(let folder, let wanted):
        var own: String?
        if case .track(let path) = input { own = path[path.lastIndex(of: ".")!...].dropFirst().lowercased() }
        let name = "\(file.nameWithoutExtension).\(wanted ?? own ?? "wav")"
        let output = folder.isEmpty ? name : folder.appendingComponent(name)
        return Job(input: input, output: output, ledgerName: name, root: file.root, beside: beside)
      }
    }
  }
}
