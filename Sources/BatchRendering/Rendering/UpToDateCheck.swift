/// The decision whether a track has to be rendered, and the reason.
///
/// ```swift
/// if case .render(let reason) = result.upToDateCheck { print(reason.codes) }
/// ```
public enum UpToDateCheck: Sendable, Hashable {
  /// The existing track has the same inputs and is unchanged.
  case keep
  /// The track has to be rendered.
  case render(Reason)

  /// The reason why a track has to be rendered.
  public enum Reason: Sendable, Hashable {
    /// No track of this name was made before.
    case new
    /// The track was made, but it or one of its sidecars no longer exists.
    case missing
    /// Inputs of these kinds have changed.
    case changed([InputsHash.Kind])
    /// All tracks are to be rendered again.
    case forced
    /// The existing file may be the track, but has no record: the track is rendered and compared with it.
    case unrecorded

    /// The codes for events: `new`, `missing`, `forced`, `unrecorded`, or the kinds of the changed inputs.
    public var codes: [String] {
      switch self {
      case .new: ["new"]
      case .missing: ["missing"]
      case .forced: ["forced"]
      case .unrecorded: ["unrecorded"]
      case .changed(let kinds): kinds.map(\.rawValue)
      }
    }
  }
}

/// The result of inspecting a job, before anything is rendered.
///
/// ```swift
/// let result = try batch.assess(job)
/// print(result.length, result.bytes)
/// ```
public struct DryRunResult: Sendable {
  /// The job that was inspected.
  public let job: BatchJob
  /// Whether the track is up to date.
  public internal(set) var upToDateCheck: UpToDateCheck
  /// The duration of the track.
  public let length: Duration
  /// The length of the track in frames.
  public let frames: Int64
  let channels: Int
  /// A lower bound for the size of the file in bytes; an estimate for a lossy container.
  public let bytes: Int64
  /// The voice command that rendering would run; nil for none.
  public let command: String?
  /// The names of the pattern's parameters.
  public let parameters: [String]
  /// The 128-bit XXH3 hash of the existing file, as 32 hexadecimal digits; nil if it is unknown.
  public internal(set) var content: String?

  /// The cost of rendering, to compare jobs: the number of samples.
  public var work: Int64 { frames * Int64(channels) }
}
