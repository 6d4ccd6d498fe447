import BreathPacing
import FileStore
import PatternLanguage
import Sidecars

/// One track that a batch is to make.
public struct BatchJob: Sendable, Hashable {
  public var input: PatternInput
  public let output: String
  /// The output's path within the output folder, by which the folder's ledger knows it; `nil` for a single `-o` file.
  public let ledgerName: String?
  /// The folder within which the pattern may use others.
  public let root: String
  public let request: TrackRequest
  /// By which a manifest calls it.
  public var id: String?
  /// Where the manifest says it.
  public var origin: ManifestLocation?

  init(
    input: PatternInput, output: String, ledgerName: String? = nil, root: String, request: TrackRequest,
    id: String? = nil
  ) {
    self.input = input
    self.output = output
    self.ledgerName = ledgerName
    self.root = root
    self.request = request
    self.id = id
  }

  /// The track, and all that is to stand beside it.
  var outputs: [String] { [output] + request.beside.map { $0.path(beside: output) } }

  /// Whether a track takes its own place: its recipe is read before that, and its name stays until it is whole.
  var replacesItself: Bool {
    guard case .track(let path) = input, let identity = FileIdentity(of: path) else { return false }
    return identity == FileIdentity(of: output)
  }

  /// The track, and all that is to stand beside it, by the names that the ledger has for them; by their paths where there
  /// is none.
  var names: [String] {
    let name = ledgerName ?? output
    return [name] + request.beside.map { $0.path(beside: name) }
  }
}

/// How a track is to be made of its pattern.
public struct TrackRequest: Sendable, Hashable {
  /// What takes the place of what the pattern sets.
  public var overrides = Overrides.none
  public var options = RenderOptions()
  /// What is to stand beside the track.
  public var beside: [Sidecar] = []
  /// Whether a `voice command` of the pattern, a manifest or a track may run. No manifest can say so.
  public var allowsCommands = false

  public init(
    overriding overrides: Overrides = .none, as options: RenderOptions = RenderOptions(), beside: [Sidecar] = []
  ) {
    self.overrides = overrides
    self.options = options
    self.beside = beside
  }
}
