import BreathPacing
import CSystem
import Concurrency
import FileStore
import Platform
import SoundFiles
import Speech
import Synchronization
import Synthesis

/// Renders the jobs of a plan, each whole or not at all. Several threads may render jobs of one batch at once; one that
/// fails never stops the others.
public final class Batch: Sendable {
  /// A track that was rendered, and the pattern that it came from.
  public struct Rendered: Sendable {
    public let track: Track
    public let result: RenderedTrack
    /// Of the track that this one was made from, if it was.
    public let recipe: Recipe?
    public let reason: UpToDateCheck.Reason
    /// The 128-bit XXH3 hash of the file, in hexadecimal digits; nil for a single track.
    public let content: String?
  }

  /// What became of a job.
  public enum Outcome: Sendable {
    case rendered(Rendered)
    /// It stood there already, as it would have become.
    case kept(DryRunResult)
  }

  /// Replaces what has an output's name, whoever made it, and makes what need not be made.
  public let replacesAll: Bool
  /// Where speech is kept between batches; without one, it is made anew.
  private let speech: SpeechCache?
  /// Where rendered sound is kept for other batches.
  private let tracks: TrackCache?
  /// Asked while others work for this batch; once it is true, they are stopped.
  private let isCancelled: @Sendable () -> Bool
  /// Told each command that is about to speak.
  private let willRun: @Sendable (String) -> Void
  /// How many threads may make one track.
  private let threads: Int
  private let folder: String?
  private let ledger = Mutex<OutputIndex?>(nil)
  private let places = OutputPlaces()
  /// Recordings that several tracks play; of a single file none, which keeps its own.
  private let recordings: PreparedRecordings?

  /// Why the output folder's record of earlier tracks is not believed; then none of them is replaced.
  public let distrust: OutputIndexError?

  /// - Parameters:
  ///   - folder: the output folder, which is made when the first track is ready for it; `nil` for a single file.
  ///   - cache: a folder in which rendered sound and speech are kept, and which batches may share; without one, speech is
  ///     kept where the system has such things.
  ///   - threads: how many may make one track; where several are made at once, they share the cores.
  ///   - willRun: told each command that is about to speak, before it is started, as often as a track needs it.
  /// - Throws: `FileError` where the folder cannot be used, or `OutputIndexError` where its record never could be
  ///   saved.
  public init(
    in folder: String?, replacingAll replacesAll: Bool = false, cache: String? = nil, threads: Int? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }, willRun: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.folder = folder
    self.replacesAll = replacesAll
    self.threads = threads ?? CurrentProcess.cores
    self.isCancelled = isCancelled
    self.willRun = willRun
    recordings = folder.map { PreparedRecordings(in: $0) }
    tracks = cache.map { TrackCache(folder: $0.appendingComponent("tracks")) }
    speech = (cache?.appendingComponent("speech") ?? SpeechCache.usualFolder).map { SpeechCache(folder: $0) }
    guard let folder, FileIdentity(of: folder) != nil else {
      distrust = nil
      return
    }
    let ledger = try Self.openLedger(in: folder)
    distrust = ledger.distrust
    self.ledger.withLock { $0 = ledger }
    // It can wait for a disk that is not full.
    try? ledger.compact()
  }

  var openedLedger: OutputIndex? { ledger.withLock(\.self) }

  /// The path from the output folder to another one, by which its ledger calls that; nil where one of them is not there.
  func way(to other: String) -> String? {
    guard let folder, let here = ConfinedDirectory(folder), let there = ConfinedDirectory(other) else { return nil }
    return here.way(to: there)
  }

  private static func openLedger(in folder: String) throws -> OutputIndex {
    try OutputFolder.make(folder)
    let ledger = try OutputIndex(in: OutputFolder(folder))
    switch ledger.distrust {
    case .notARegularFile, .systemFailed: throw UnusableOutputIndex(folder: folder, distrust: ledger.distrust!)
    case .malformed, .otherVersion, .tooLong, nil: return ledger
    }
  }

  /// Removes what batches that were killed have left where these jobs put their tracks.
  ///
  /// - Returns: how many files there were.
  @discardableResult
  public func removeLeftovers(of jobs: [BatchJob]) -> Int {
    tracks?.removeLeftovers()
    let own = jobs.filter { $0.ledgerName == nil }.flatMap { job in
      job.outputs.map { output in
        StaleTemporaryFiles.remove(from: output.folderPart.isEmpty ? "." : output.folderPart, of: output.lastComponent)
      }
    }
    guard let folder = ledger.withLock(\.self)?.folder else { return own.reduce(0, +) }
    let subfolders = Set(jobs.compactMap { $0.ledgerName?.folderPart } + [""])
    return (own + subfolders.sorted().map { folder.removeLeftovers(from: $0) }).reduce(0, +)
  }

  // MARK: Looking

  /// Looks at a job without rendering it.
  ///
  /// - Throws: what rendering it would throw before there is any sound.
  public func assess(_ job: BatchJob) throws -> DryRunResult { try prepare(job).assessment }

  /// A job whose text is read, parsed, checked and hashed.
  struct PreparedJob: Sendable {
    fileprivate var track: Track
    fileprivate var recipe: Recipe?
    fileprivate var request: TrackRequest
    /// Nil where neither an index nor a cache asks for them.
    fileprivate var ingredients: InputsHash?
    fileprivate(set) var assessment: DryRunResult
  }

  func prepare(_ job: BatchJob, whileWaiting: () throws -> Void = {}) throws -> PreparedJob {
    var request = job.request
    request.options.threads = threads
    var recipe: Recipe?
    var track: Track
    let container = Container(ofFileAt: job.output)
    if case .track(let path) = job.input {
      let found = try Recipe(readingFrom: path)
      recipe = found
      request.options = request.options.filled(from: found, in: container)
      track = try Track(remaking: found, from: path, overriding: request.overrides)
    } else {
      let text = try job.input.read(whileWaiting: whileWaiting)
      track = try Track(parsing: text, in: job.root, overriding: request.overrides)
    }
    track.sources.cache = speech
    track.sources.prepared = recordings
    track.sources.isCancelled = isCancelled
    track.sources.allowsCommands = request.allowsCommands
    track.sources.willRun = willRun
    let command = try track.speakingCommand()
    let ingredients =
      job.ledgerName == nil && tracks == nil ? nil : try track.ingredients(for: request, in: container)
    let format = request.options.format(for: track.pattern, in: container)
    let frames = Int64(Sound.frames(of: track.timeline, rate: format.rate))
    let (upToDateCheck, content) = try upToDateCheck(on: job, ingredients, from: track)
    let assessment = DryRunResult(
      job: job, upToDateCheck: upToDateCheck, length: track.timeline.length, frames: frames, channels: format.channels,
      bytes: container?.leastBytes(of: frames, in: format) ?? 0, command: command,
      parameters: track.pattern.settings.parameters.map(\.name), content: content)
    return PreparedJob(
      track: track, recipe: recipe, request: request, ingredients: ingredients, assessment: assessment)
  }

  /// With the content of what stands there, where that is known.
  private func upToDateCheck(
    on job: BatchJob, _ ingredients: InputsHash?, from track: Track
  ) throws -> (UpToDateCheck, content: String?) {
    if replacesAll { return (.render(.forced), nil) }
    guard let name = job.ledgerName, let ingredients, let ledger = ledger.withLock(\.self) else {
      return (.render(.new), nil)
    }
    if let record = try ledger.record(of: name) {
      let changes = ingredients.changes(since: record.ingredients)
      return (changes.isEmpty ? .keep : .render(.changed(changes)), record.content)
    }
    do throws(FileError) {
      try ledger.requireReplaceable(name)
    } catch {
      // It may be ours all the same: a ledger can be lost.
      guard error.problem == .exists || error.problem == .changedSinceWritten,
        let entry = try ledger.folder.entry(name), let found = try? Recipe(readingFrom: entry),
        track.isMade(from: found)
      else { throw error }
      return (.render(.unrecorded), nil)
    }
    return (.render(ledger.hasKnown(name) ? .missing : .new), nil)
  }

  // MARK: Rendering

  /// Renders one job, unless it need not be.
  ///
  /// - Parameters:
  ///   - progress: told what share of the track is done, and while an input keeps it waiting; what it throws ends this
  ///     job.
  public func run(_ job: BatchJob, progress: (Double) throws -> Void) -> Result<Outcome, any Error> {
    run(job, assessment: nil, prepared: nil, progress: progress)
  }

  /// - Parameters:
  ///   - assessment: the result of the inspection; what is to be kept is not looked at again.
  ///   - prepared: the job as it was read by the inspection; without it, it is read again.
  func run(
    _ job: BatchJob, assessment: DryRunResult?, prepared: PreparedJob?, progress: (Double) throws -> Void
  ) -> Result<Outcome, any Error> {
    Result {
      if let assessment, assessment.upToDateCheck == .keep { return .kept(assessment) }
      // Another batch may have given an output its name meanwhile: then it is looked at again.
      for _ in 0..<Self.attempts {
        do {
          return try render(job, prepared, progress: progress)
        } catch let error as FileError
          where [.exists, .changedSinceWritten, .otherContent].contains(error.problem)
        {
          guard let ledger = ledger.withLock(\.self), job.ledgerName != nil else { throw error }
          ledger.refresh()
          // It has, if all that stands there is a batch's: the track, or first what stands beside it.
          guard job.names.allSatisfy({ (try? ledger.requireReplaceable($0)) != nil }) else { throw error }
        }
      }
      return try render(job, prepared, progress: progress)
    }
  }

  private static let attempts = 3

  private func render(
    _ job: BatchJob, _ known: PreparedJob?, progress: (Double) throws -> Void
  ) throws -> Outcome {
    ledger.withLock { $0?.refresh() }
    var prepared = try known ?? prepare(job) { try progress(0) }
    if known != nil {
      // Another batch may have made the track meanwhile.
      let (check, content) = try upToDateCheck(on: job, prepared.ingredients, from: prepared.track)
      (prepared.assessment.upToDateCheck, prepared.assessment.content) = (check, content)
    }
    guard case .render(let reason) = prepared.assessment.upToDateCheck else { return .kept(prepared.assessment) }
    let track = prepared.track
    var content: String?
    func rendered(_ result: RenderedTrack) -> Outcome {
      .rendered(
        Rendered(track: track, result: result, recipe: prepared.recipe, reason: reason, content: content))
    }
    let soundKey = prepared.ingredients?.soundKey
    let cache = tracks.flatMap { tracks in
      soundKey.map { key in (tracks: tracks, key: key) } as (tracks: TrackCache, key: String)?
    }
    func finished(at entry: DirectoryEntry, replacing replacement: Replacement) throws -> FinishedTrack {
      try track.rendered(
        to: entry, as: prepared.request.options, replacing: replacement, cache: cache, progress: progress)
    }
    func prepareSidecars(
      at entry: (String) throws -> DirectoryEntry, replacing replacement: (String) throws -> Replacement
    ) throws -> PreparedSidecars {
      try PreparedSidecars(of: track.timeline, for: job, at: entry) {
        replacesAll ? .always : try replacement($0)
      } whileWriting: {
        try progress(0)
      }
    }
    guard let name = job.ledgerName, let folder else {
      let sidecars = try prepareSidecars(at: { try DirectoryEntry($0) }, replacing: { _ in .never })
      let replacement = replacesAll ? Replacement.always : .never
      let file = try finished(at: DirectoryEntry(job.output), replacing: replacement)
      try sidecars.publish()
      return rendered(try file.commit(replacing: replacement))
    }
    let index = try ledger.withLock { known in
      let opened = try known ?? Self.openLedger(in: folder)
      known = opened
      return opened
    }
    // From here on nothing is reached by its path, which may lead elsewhere by now.
    let entry = try index.folder.entryInMadeFolder(name)
    try places.claim(by: job, at: entry)
    let sidecars = try prepareSidecars(
      at: { try index.folder.entryInMadeFolder($0) }, replacing: { try index.replacement(for: $0) })
    let replacement = replacesAll ? .always : try index.replacement(for: name)
    // Nothing is replaced before the new track is whole; what is unrecorded is judged then.
    let file = try finished(at: entry, replacing: reason == .unrecorded ? .always : replacement)
    // The record comes first, then the sidecars: the sound, which comes last, stands for the whole set.
    try index.folder.requireInPlace(entry, as: name)
    let print = try file.file.fingerprint()
    content = print.content
    let standing = try index.stamp(of: name, holding: print)
    try index.add(
      TrackRecord(
        name: name, sound: standing.map(print.at) ?? print, beside: try sidecars.prints(),
        ingredients: prepared.ingredients?.parts ?? [:], patterns: job.patternFolder.flatMap { way(to: $0) }))
    try sidecars.publish()
    return rendered(try standing.map { file.leave($0) } ?? file.commit(replacing: replacement))
  }
}

/// The record of earlier tracks cannot be kept, so that the next batch would not know its own.
public struct UnusableOutputIndex: Error, Sendable {
  public let folder: String
  public let distrust: OutputIndexError
}
