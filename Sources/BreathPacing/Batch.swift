/// Renders the jobs of a plan one after the other; one that fails never stops the others.
public struct Batch {
  /// A track that was rendered, and the pattern that it came from.
  public struct Rendered: Sendable {
    public let track: Track
    public let result: RenderedTrack
    /// Of the track that this one was made from, if it was.
    public let recipe: Recipe?
  }

  public let options: RenderOptions
  /// Replaces what has an output's name, whoever made it.
  public let replacesAll: Bool
  /// What takes the place of what every pattern sets.
  public let overrides: Overrides
  /// Where speech is kept between batches; without one, it is made anew.
  public var cache = SpeechCache.usualFolder.map { SpeechCache(folder: $0) }
  /// Asked while others work for this batch; once it is true, they are stopped.
  public var isCancelled: @Sendable () -> Bool = { false }
  private let folder: String?
  private var ledger: TrackLedger?
  /// Where tracks of this batch are, and the inputs that they came from: links can make one place of two paths.
  private var places: [Place: String] = [:]

  /// Why the output folder's record of earlier tracks is not believed; then none of them is replaced.
  public var distrust: LedgerDistrust? { ledger?.distrust }

  /// - Parameter folder: the output folder, which is made when the first track is ready for it; `nil` for a single file.
  /// - Throws: `SoundFileError` where the folder cannot be used, or `LedgerDistrust` where its record never could be
  ///   saved.
  public init(
    in folder: String?, as options: RenderOptions, overriding overrides: Overrides, replacesAll: Bool
  ) throws {
    self.folder = folder
    self.overrides = overrides
    self.options = options
    self.replacesAll = replacesAll
    guard let folder, FileIdentity(of: folder) != nil else { return }
    try openLedger(in: folder)
  }

  private mutating func openLedger(in folder: String) throws {
    try OutputFolder.make(folder)
    let ledger = try TrackLedger(in: folder)
    switch ledger.distrust {
    case .notARegularFile, .systemFailed: throw UnusableLedger(folder: folder, distrust: ledger.distrust!)
    case .malformed, .otherVersion, .tooLong, nil: self.ledger = ledger
    }
  }

  /// Renders one job.
  ///
  /// - Parameter progress: told what share of the track is done, and while an input keeps it waiting; what it throws
  ///   ends this job.
  public mutating func run(_ job: BatchPlan.Job, progress: (Double) throws -> Void) -> Result<Rendered, any Error> {
    Result { try render(job, progress: progress) }
  }

  private mutating func render(_ job: BatchPlan.Job, progress: (Double) throws -> Void) throws -> Rendered {
    var options = options
    var recipe: Recipe?
    var track: Track
    if case .track(let path) = job.input {
      let found = try Recipe(readingFrom: path)
      recipe = found
      options = options.filled(from: found, in: Container(ofFileAt: job.output))
      track = try Track(remaking: found, from: path, overriding: overrides)
    } else {
      let text = try job.input.read { try progress(0) }
      track = try Track(parsing: text, in: job.root, overriding: overrides)
    }
    track.sources.cache = cache
    track.sources.isCancelled = isCancelled
    func write(replacing replacement: Replacement, with beside: PreparedSideFiles) throws -> RenderedTrack {
      try track.render(
        to: job.output, as: options, replacing: replacesAll ? .always : replacement,
        beforePublishing: { try beside.publish() }, progress: progress)
    }
    func prepare(replacing replacement: (String) -> Replacement) throws -> PreparedSideFiles {
      try PreparedSideFiles(of: track.timeline, for: job) {
        replacesAll ? .always : replacement($0)
      } whileWriting: {
        try progress(0)
      }
    }
    guard let name = job.ledgerName, let folder else {
      let beside = try prepare { _ in .never }
      return Rendered(track: track, result: try write(replacing: .never, with: beside), recipe: recipe)
    }
    if ledger == nil { try openLedger(in: folder) }
    try OutputFolder.make(job.outputFolder)
    try claim(job)
    let beside = try prepare { ledger?.replacement(for: $0) ?? .never }
    let written = Result { try write(replacing: ledger?.replacement(for: name) ?? .never, with: beside) }
    // What stands there is ours, even where the track failed in its last moment.
    for (name, stamp) in beside.published { ledger?.record(stamp, as: name) }
    if case .failure = written, !beside.published.isEmpty { try ledger?.save() }
    let result = try written.get()
    ledger?.record(result.file, as: name)
    try ledger?.save()
    return Rendered(track: track, result: result, recipe: recipe)
  }

  // MARK: Places

  private struct Place: Hashable {
    var folder: FileIdentity?
    var name: String
  }

  private mutating func claim(_ job: BatchPlan.Job) throws {
    let folder = FileIdentity(of: job.outputFolder)
    let claimed = job.outputs.map { output in
      (output, Place(folder: folder, name: output.split(separator: "/").last.map { $0.lowercased() } ?? ""))
    }
    for (output, place) in claimed {
      if let other = places[place] {
        throw BatchPlan.Obstacle.sameOutput(input: job.input.name, other: other, output: output)
      }
    }
    for (_, place) in claimed { places[place] = job.input.name }
  }
}

/// The record of earlier tracks cannot be kept, so that the next batch would not know its own.
public struct UnusableLedger: Error, Sendable {
  public let folder: String
  public let distrust: LedgerDistrust
}
