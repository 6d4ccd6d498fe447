/// Whether a track has to be made, and why.
public enum UpToDateCheck: Sendable, Hashable {
  /// What stands there was made of the same ingredients, and nobody has touched it.
  case keep
  case render(Reason)

  public enum Reason: Sendable, Hashable {
    /// There has been none under its name.
    case new
    /// It was made, and has gone since; or something beside it has.
    case missing
    /// Something that it is made of.
    case changed([InputsHash.Kind])
    /// All are to be made again.
    case forced
    /// What stands there may be the track, but no record says so: it is made, and compared.
    case unrecorded

    /// The words of events: `new`, `missing`, `forced`, `unrecorded`, or what has changed.
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

/// What a job comes to, found before anything is rendered.
public struct DryRunResult: Sendable {
  public let job: BatchJob
  public internal(set) var upToDateCheck: UpToDateCheck
  /// How long the track plays.
  public let length: Duration
  public let frames: Int64
  let channels: Int
  /// The least that its file takes; in a lossy one it is a guess.
  public let bytes: Int64
  /// The command that making it runs, in order to speak.
  public let command: String?
  /// The names of the pattern's parameters.
  public let parameters: [String]
  /// The 128-bit XXH3 hash of the file that stands there, in hexadecimal digits, where it is known.
  public internal(set) var content: String?

  /// What making it costs, to compare jobs by: the number of its samples.
  public var work: Int64 { frames * Int64(channels) }
}
