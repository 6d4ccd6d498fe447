import BreathPacing
import CSystem
import Concurrency
import FileStore
import PatternLanguage
import Platform
import SoundFiles
import Speech
import Synchronization
import Synthesis

/// Renders the jobs of a plan, each atomically. Several threads may render jobs of one batch at once. A failed job does
/// not stop the others.
///
/// ```swift
/// let plan = BatchPlan(for: ["patterns"], to: .folder("tracks"))
/// let batch = try Batch(in: "tracks")
/// for job in plan.jobs {
///   if case .failure(let error) = batch.run(job, progress: { _ in }) { print("\(job.input.name): \(error)") }
/// }
/// ```
public final class Batch: Sendable {
  /// A track that was rendered, and its sources.
  public struct Rendered: Sendable {
    /// The parsed pattern with its timeline.
    public let track: Track
    /// The written file and its measurements.
    public let result: RenderedTrack
    /// The recipe that the track was made from; nil for a pattern.
    public let recipe: Recipe?
    /// The reason why the track was not up to date.
    public let reason: UpToDateCheck.Reason
    /// The 128-bit XXH3 hash of the file, as 32 hexadecimal digits; nil for a single file without an output folder.
    public let content: String?
  }

  /// The result of a successful job.
  public enum Outcome: Sendable {
    /// The track was rendered.
    indirect case rendered(Rendered)
    /// The track existed already and was up to date.
    case kept(DryRunResult)
  }

  /// Whether all tracks are rendered, and existing files are replaced, even those of other programs.
  public let replacesAll: Bool
  /// The cache of speech for later batches; nil for none.
  private let speech: SpeechCache?
  /// The cache of rendered tracks for other batches; nil for none.
  private let tracks: TrackCache?
  /// Returns true once the batch is to stop. It is also asked while external programs run, which are then stopped.
  private let isCancelled: @Sendable () -> Bool
  /// Receives each voice command that is about to be run.
  private let willRun: @Sendable (String) -> Void
  private let measuresCommands: Bool
  /// The number of threads for one track.
  private let threads: Int
  private let folder: String?
  let index = Mutex<OutputIndex?>(nil)
  private let places = OutputPlaces()
  /// The recordings that several tracks play; nil for a single file, whose track keeps its own.
  private let recordings: PreparedRecordings?

  /// The reason why the output index was ignored; none of the earlier tracks is replaced then. Nil if the index is
  /// valid.
  public let indexError: OutputIndexError?

  /// Opens a batch.
  ///
  /// - Parameters:
  ///   - folder: the output folder, which is created with its first track; `nil` for a single file.
  ///   - replacesAll: whether all tracks are rendered again, and existing files replaced, even those of other programs.
  ///   - cache: the folder of a cache of rendered tracks and speech, which batches may share. Without one, speech is
  ///     cached in the usual folder of the system.
  ///   - threads: the number of threads for one track, by default one per core; lower it if several tracks are rendered
  ///     at once.
  ///   - isCancelled: returns true once the batch is to stop.
  ///   - willRun: receives each voice command before it is started, as often as it is run.
  ///   - measuresCommands: whether a voice command may be started before its track is rendered, to measure its words.
  /// - Throws: `FileError`, if the folder cannot be used; `UnusableOutputIndex`, if its index can be neither read nor
  ///   replaced.
  public init(
    in folder: String?, replacingAll replacesAll: Bool = false, cache: String? = nil, threads: Int? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }, willRun: @escaping @Sendable (String) -> Void = { _ in },
    measuresCommands: Bool = true
  ) throws {
    self.measuresCommands = measuresCommands
    self.folder = folder
    self.replacesAll = replacesAll
    self.threads = threads ?? CurrentProcess.cores
    self.isCancelled = isCancelled
    self.willRun = willRun
    recordings = folder.map { PreparedRecordings(in: $0) }
    tracks = cache.map { TrackCache(folder: $0.appendingComponent("tracks")) }
    speech = cache.map { SpeechCache(folder: $0.appendingComponent("speech")) } ?? SpeechCache.usual
    guard let folder, FileIdentity(of: folder) != nil else {
      indexError = nil
      return
    }
    let index = try Self.openIndex(in: folder)
    indexError = index.indexError
    self.index.withLock { $0 = index }
    // An error here, such as a full disk, does no harm.
    try? index.compact()
  }

  var openedIndex: OutputIndex? { index.withLock(\.self) }

  /// Returns the path from the output folder to another folder, as the output index stores it; nil if one of them does
  /// not exist.
  func way(to other: String) -> String? {
    guard let folder, let here = ConfinedDirectory(folder), let there = ConfinedDirectory(other) else { return nil }
    return here.way(to: there)
  }

  private static func openIndex(in folder: String) throws -> OutputIndex {
    try OutputFolder.make(folder)
    let index = try OutputIndex(in: OutputFolder(folder))
    switch index.indexError {
    case .notARegularFile, .systemFailed: throw UnusableOutputIndex(folder: folder, indexError: index.indexError!)
    case .malformed, .otherVersion, .tooLong, nil: return index
    }
  }

  /// Removes the temporary files that killed batches have left in the folders of these jobs' tracks.
  ///
  /// - Returns: the number of removed files in the output folders.
  @discardableResult
  public func removeStaleTemporaryFiles(of jobs: [BatchJob]) -> Int {
    tracks?.removeStaleTemporaryFiles()
    let own = jobs.filter { $0.indexName == nil }.flatMap { job in
      job.outputs.map { output in
        StaleTemporaryFiles.remove(from: output.folderPart.isEmpty ? "." : output.folderPart, of: output.lastComponent)
      }
    }
    guard let folder = index.withLock(\.self)?.folder else { return own.reduce(0, +) }
    let subfolders = Set(jobs.compactMap { $0.indexName?.folderPart } + [""])
    return (own + subfolders.sorted().map { folder.removeStaleTemporaryFiles(from: $0) }).reduce(0, +)
  }

  // MARK: Inspection

  /// Inspects a job without rendering it: reads, parses and checks its text, and compares it with the output index.
  ///
  /// - Throws: the errors that rendering would throw before it makes any sound.
  public func assess(_ job: BatchJob) throws -> DryRunResult { try prepare(job).assessment }

  /// A job whose text is read, parsed, checked and hashed.
  final class PreparedJob: Sendable {
    fileprivate let track: Track
    fileprivate let recipe: Recipe?
    fileprivate let request: TrackRequest
    /// The hash of the inputs; nil if neither an output index nor a cache needs it.
    fileprivate let inputsHash: InputsHash?
    let assessment: DryRunResult

    fileprivate init(
      _ track: Track, recipe: Recipe?, request: TrackRequest, inputsHash: InputsHash?, assessment: DryRunResult
    ) {
      self.track = track
      self.recipe = recipe
      self.request = request
      self.inputsHash = inputsHash
      self.assessment = assessment
    }
  }

  func prepare(_ job: BatchJob, whileWaiting: () throws -> Void = {}) throws -> PreparedJob {
    var request = job.request
    request.options.threads = threads
    var recipe: Recipe?
    let track: Track
    let container = Container(ofFileAt: job.output)
    if case .track(let path) = job.input {
      let found = try Recipe(readingFrom: path)
      recipe = found
      request.options = request.options.filled(from: found, in: container)
      track = try Track(
        remaking: found, from: path, sources: sources(in: ".", of: "", request), overriding: request.overrides)
    } else {
      let text = try job.input.read(whileWaiting: whileWaiting)
      track = try Track(
        parsing: text, library: .folder(job.root), sources: sources(in: job.root, of: text.name, request),
        overriding: request.overrides)
    }
    request.options = request.options.completed(for: track, in: container)
    let command = try track.speakingCommand()
    let inputsHash =
      job.indexName == nil && tracks == nil ? nil : try track.inputsHash(for: request, in: container)
    let format = request.options.format(for: track.pattern, in: container)
    let frames = Int64(Sound.frames(of: track.timeline, rate: format.rate))
    let (upToDateCheck, content) = try upToDateCheck(on: job, inputsHash, from: track)
    if case .render = upToDateCheck {
      var description = TrackDescription(format: format, frames: frames)
      description.bitRate = request.options.bitRate
      description.annotations.cover = request.options.cover
      try description.container(forFileAt: job.output)
    }
    let assessment = DryRunResult(
      job: job, upToDateCheck: upToDateCheck, length: track.timeline.length, frames: frames, channels: format.channels,
      bytes: container?.leastBytes(of: frames, in: format, bitRate: request.options.bitRate) ?? 0, command: command,
      parameters: track.pattern.settings.parameters.map(\.name), content: content)
    return PreparedJob(
      track, recipe: recipe, request: request, inputsHash: inputsHash, assessment: assessment)
  }

  /// Synthesizes the words of these jobs in one run of each voice, where that is faster. The jobs report the errors.
  func speak(for jobs: [BatchJob]) {
    var batch = SpeechBatch()
    var texts: [PatternInput: SourceText?] = [:]
    for job in jobs {
      guard case .file = job.input else { continue }
      let request = job.request
      let overrides = request.overrides
      // A manifest names one pattern many times.
      let text = texts[job.input] ?? (try? job.input.read())
      let isConcerned = text.map { SpeechBatch.concerns($0, overriding: overrides) } ?? false
      texts[job.input] = isConcerned ? text : .some(nil)
      guard let text, isConcerned else { continue }
      var sources = sources(in: job.root, of: text.name, request)
      sources.measuresWords = false
      let track = try? Track(parsing: text, library: .folder(job.root), sources: sources, overriding: overrides)
      if let track { batch.add(track) }
    }
    batch.speak()
  }

  /// Returns the recordings and the voice of a track.
  private func sources(in root: String, of user: String, _ request: TrackRequest) -> SoundSources {
    var sources = SoundSources(root: root, user: user, cache: speech)
    sources.prepared = recordings
    sources.isCancelled = isCancelled
    sources.allowsCommands = request.allowsCommands
    sources.willRun = willRun
    sources.measuresCommands = measuresCommands
    return sources
  }

  /// Returns whether the track is up to date, and the hash of the existing file if it is known.
  private func upToDateCheck(
    on job: BatchJob, _ inputsHash: InputsHash?, from track: Track
  ) throws -> (UpToDateCheck, content: String?) {
    if replacesAll { return (.render(.forced), nil) }
    guard let name = job.indexName, let inputsHash, let index = index.withLock(\.self) else {
      return (.render(.new), nil)
    }
    if let record = try index.record(of: name) {
      let changes = record.isMade(of: inputsHash) ? [] : inputsHash.changes(since: record.inputHashes)
      return (changes.isEmpty ? .keep : .render(.changed(changes)), record.content)
    }
    do throws(FileError) {
      try index.requireReplaceable(name)
    } catch {
      // The file may still be a track of an earlier batch, if the index was lost. Its recipe shows that.
      guard error.problem == .exists || error.problem == .changedSinceWritten,
        let entry = try index.folder.entry(name), let found = try? Recipe(readingFrom: entry),
        track.isMade(from: found)
      else { throw error }
      return (.render(.unrecorded), nil)
    }
    return (.render(index.hasKnown(name) ? .missing : .new), nil)
  }

  // MARK: Rendering

  /// Renders one job, unless its track is up to date.
  ///
  /// - Parameters:
  ///   - job: a job of a plan for this batch.
  ///   - progress: receives the rendered fraction of the track, from 0 to 1, and 0 while an input blocks; an error that
  ///     it throws ends this job.
  public func run(_ job: BatchJob, progress: (Double) throws -> Void) -> Result<Outcome, any Error> {
    completion(of: job, assessment: nil, prepared: nil, progress: progress).flatMap { completion in
      switch completion {
      case .ended(let outcome): .success(outcome)
      case .rendered(let track): commit([track], progress: progress)[0]
      }
    }
  }

  /// Renders one job with the result of its inspection. Its files do not get their names yet.
  ///
  /// - Parameters:
  ///   - assessment: the result of the inspection. A track that is up to date by then is not inspected again.
  ///   - prepared: the job as the inspection read it; nil to read it again.
  func completion(
    of job: BatchJob, assessment: DryRunResult?, prepared: PreparedJob?, progress: (Double) throws -> Void
  ) -> Result<Completion, any Error> {
    Result {
      if let assessment, assessment.upToDateCheck == .keep { return .ended(.kept(assessment)) }
      for _ in 1..<Self.attempts {
        do {
          return try complete(job, prepared, progress: progress)
        } catch  where mayTryAgain(job, after: error) {}
      }
      return try complete(job, prepared, progress: progress)
    }
  }

  private static let attempts = 3

  /// Whether a job failed because another batch has written an output meanwhile.
  func mayTryAgain(_ job: BatchJob, after error: any Error) -> Bool {
    guard let error = error as? FileError, [.exists, .changedSinceWritten, .otherContent].contains(error.problem),
      let index = index.withLock(\.self), job.indexName != nil
    else { return false }
    index.refresh()
    // It has, if all existing outputs are in the index by now: the track, or at first only its sidecars.
    return job.names.allSatisfy { (try? index.requireReplaceable($0)) != nil }
  }

  /// The result of a job before its files get their names.
  enum Completion {
    /// The job has ended: its track is up to date, or a single file without an output folder.
    case ended(Outcome)
    /// All files of the track are complete.
    case rendered(UncommittedTrack)
  }

  /// Renders one job to complete files without names.
  func complete(
    _ job: BatchJob, _ known: PreparedJob?, progress: (Double) throws -> Void
  ) throws -> Completion {
    index.withLock { $0?.refresh() }
    let prepared = try known ?? prepare(job) { try progress(0) }
    var assessment = prepared.assessment
    if known != nil {
      // Another batch may have made the track meanwhile.
      let (check, content) = try upToDateCheck(on: job, prepared.inputsHash, from: prepared.track)
      (assessment.upToDateCheck, assessment.content) = (check, content)
    }
    guard case .render(let reason) = assessment.upToDateCheck else {
      return .ended(.kept(assessment))
    }
    let track = prepared.track
    let soundKey = prepared.inputsHash?.soundKey
    let cache = tracks.flatMap { tracks in
      soundKey.map { key in (tracks: tracks, key: key) } as (tracks: TrackCache, key: String)?
    }
    func finished(at entry: DirectoryEntry, replacing replacement: Replacement) throws -> FinishedTrack {
      try track.rendered(
        to: entry, as: prepared.request.options, replacing: replacement, cache: cache,
        digesting: job.indexName != nil, progress: progress)
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
    guard let name = job.indexName, let folder else {
      let sidecars = try prepareSidecars(at: { try DirectoryEntry($0) }, replacing: { _ in .never })
      let replacement = replacesAll ? Replacement.always : .never
      let file = try finished(at: DirectoryEntry(job.output), replacing: replacement)
      try sidecars.publish()
      let result = try file.commit(replacing: replacement)
      return .ended(
        .rendered(Rendered(track: track, result: result, recipe: prepared.recipe, reason: reason, content: nil)))
    }
    let index = try index.withLock { known in
      let opened = try known ?? Self.openIndex(in: folder)
      known = opened
      return opened
    }
    // Files are opened relative to their folder from now on, because a path may lead elsewhere meanwhile.
    let entry = try index.folder.entryInMadeFolder(name)
    try places.claim(by: job, at: entry)
    let sidecars = try prepareSidecars(
      at: { try index.folder.entryInMadeFolder($0) }, replacing: { try index.replacement(for: $0) })
    let replacement = replacesAll ? .always : try index.replacement(for: name)
    // Nothing is replaced before the new track is complete. An existing file without a record is compared with it then.
    let file = try finished(at: entry, replacing: reason == .unrecorded ? .always : replacement)
    try index.folder.requireInPlace(entry, as: name)
    let record = TrackRecord.Origin(
      name: name, inputHashes: prepared.inputsHash?.parts ?? [:], patterns: job.patternFolder.flatMap { way(to: $0) })
    return .rendered(
      UncommittedTrack(
        job: job, track: track, recipe: prepared.recipe, reason: reason, index: index, entry: entry, origin: record,
        file: file, sidecars: sidecars, replacement: replacement))
  }
}

/// An output index that can be neither read nor replaced, so that the next batch would not recognise the tracks of this
/// one.
///
/// ```swift
/// do {
///   let batch = try Batch(in: "tracks")
/// } catch let error as UnusableOutputIndex {
///   print(error.folder, error.indexError)
/// }
/// ```
public struct UnusableOutputIndex: Error, Sendable {
  /// The output folder.
  public let folder: String
  /// The reason: `.notARegularFile` or `.systemFailed`.
  public let indexError: OutputIndexError
}
