import BreathPacing
import FileStore
import PatternLanguage
import Sidecars

/// One track of a batch. The stages of a batch share it, so that it is in memory once.
///
/// ```swift
/// let plan = BatchPlan(for: ["patterns"], to: .folder("tracks"))
/// for job in plan.jobs { print(job.input.name, job.output) }
/// ```
public final class BatchJob: Sendable {
  /// The pattern or the track to render from.
  public let input: PatternInput
  /// The folder to which the files that the pattern uses are confined.
  public let root: String
  /// The identifier in the manifest; nil without one.
  public let id: String?
  /// The location in the manifest; nil for a job from files and folders.
  public let origin: ManifestLocation?
  /// The output folder; nil for a single `-o` file.
  private let folder: String?
  /// The path of the track from the output folder, or of a single file.
  private let name: String
  private let shared: SharedRequest
  /// Parameter values in place of those of the shared request; nil to take its own.
  private let parameters: [SourceText]?

  /// The options of several jobs. Most lines of a manifest differ only by parameters, so they share the rest in memory.
  final class SharedRequest: Sendable {
    let request: TrackRequest

    init(_ request: TrackRequest) { self.request = request }
  }

  init(
    input: PatternInput, in folder: String?, named name: String, root: String, request shared: SharedRequest,
    parameters: [SourceText]? = nil, id: String? = nil, origin: ManifestLocation? = nil
  ) {
    self.input = input
    self.folder = folder
    self.name = name
    self.root = root
    self.shared = shared
    self.parameters = parameters
    self.id = id
    self.origin = origin
  }

  /// Returns the job with another input.
  func reading(_ input: PatternInput) -> BatchJob {
    BatchJob(
      input: input, in: folder, named: name, root: root, request: shared, parameters: parameters, id: id,
      origin: origin)
  }

  /// The path of the track.
  public var output: String {
    guard let folder, !folder.isEmpty else { return name }
    return folder.appendingComponent(name)
  }

  /// The path of the track from the output folder, its name in the output index; `nil` for a single `-o` file.
  public var indexName: String? { folder == nil ? nil : name }

  /// The options for the track.
  public var request: TrackRequest {
    var request = shared.request
    if let parameters { request.overrides.parameters = parameters }
    return request
  }

  /// The number of files of the track: its own, and its sidecars.
  var files: Int { 1 + shared.request.beside.count }

  /// The paths of the track and its sidecars.
  var outputs: [String] {
    let output = output
    return [output] + shared.request.beside.map { $0.path(beside: output) }
  }

  /// Whether a track is rendered onto itself. This is permitted: its recipe is read first, and its file is kept until
  /// the new one is complete.
  var replacesItself: Bool {
    guard case .track(let path) = input, let identity = FileIdentity(of: path) else { return false }
    return identity == FileIdentity(of: output)
  }

  /// The names of the track and its sidecars in the output index; their paths if there is none.
  var names: [String] { [name] + shared.request.beside.map { $0.path(beside: name) } }
}

/// The options for rendering a pattern to a track.
///
/// ```swift
/// let request = TrackRequest(as: RenderOptions(), beside: [.vtt])
/// ```
public struct TrackRequest: Sendable, Hashable {
  /// The values that replace those of the pattern.
  public var overrides = Overrides.none
  /// The format of the file and the number of threads.
  public var options = RenderOptions()
  /// The sidecars to write.
  public var beside: [Sidecar] = []
  /// Whether a `voice command` in a pattern, a manifest or a track may run. A manifest cannot permit it.
  public var allowsCommands = false

  /// A request with these options. Voice commands are not allowed.
  public init(
    overriding overrides: Overrides = .none, as options: RenderOptions = RenderOptions(), beside: [Sidecar] = []
  ) {
    self.overrides = overrides
    self.options = options
    self.beside = beside
  }
}

extension PublishingPlace {
  /// The sidecars of a track for the place.
  package var beside: [Sidecar] {
    switch self {
    case .phone: [.lrc]
    case .podcast: [.chapters]
    case .insightTimer, .smartSpeaker: []
    case .editor: [.labels]
    case .lab: [.json, .tsv]
    }
  }
}
