#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Renders the jobs of a plan one after the other; one that fails never stops the others.
public struct Batch {
  /// What became of one job.
  public struct Outcome: Sendable {
    public let job: BatchPlan.Job
    public let result: Result<Rendered, any Error>
  }

  /// A track that was rendered, and the pattern that it came from.
  public struct Rendered: Sendable {
    public let track: Track
    public let file: WrittenFile
  }

  public let plan: BatchPlan
  public let options: RenderOptions
  /// Replaces what has an output's name, whoever made it.
  public let replacesAll: Bool
  private var ledger: TrackLedger?

  /// Why the output folder's record of earlier tracks is not believed; then none of them is replaced.
  public var distrust: LedgerDistrust? { ledger?.distrust }

  /// - Parameter folder: the output folder, which is made where it is missing; `nil` for a single output file.
  /// - Throws: `SoundFileError` or a file system's error where the folder cannot be used.
  public init(_ plan: BatchPlan, in folder: String?, as options: RenderOptions, replacesAll: Bool) throws {
    self.plan = plan
    self.options = options
    self.replacesAll = replacesAll
    if let folder, !plan.jobs.isEmpty {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      ledger = try TrackLedger(in: folder)
    }
  }

  /// Renders one job.
  ///
  /// - Parameter progress: told what share of the track is done; what it throws ends this job.
  public mutating func run(_ job: BatchPlan.Job, progress: (Double) throws -> Void) -> Outcome {
    Outcome(job: job, result: Result { try render(job, progress: progress) })
  }

  private mutating func render(_ job: BatchPlan.Job, progress: (Double) throws -> Void) throws -> Rendered {
    let track = try Track(parsing: job.input.read())
    if job.ledgerName != nil { try makeFolder(of: job.output) }
    let replacement = replacesAll ? .always : job.ledgerName.flatMap { ledger?.replacement(for: $0) } ?? .never
    let file = try track.render(to: job.output, as: options, replacing: replacement, progress: progress)
    if let name = job.ledgerName {
      ledger?.record(file, as: name)
      try ledger?.save()
    }
    return Rendered(track: track, file: file)
  }

  private func makeFolder(of path: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    try FileManager.default.createDirectory(atPath: String(path[..<slash]), withIntermediateDirectories: true)
  }
}
