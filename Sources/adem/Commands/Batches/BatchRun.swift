import ArgumentParser
import BatchRendering
import BreathPacing
import CSystem
import Platform

/// Renders a plan with progress on the terminal, failures at the end, and an exit status.
struct BatchRun {
  var plan: BatchPlan
  let folder: String?
  let sound: SoundOptions
  var settings = BatchSettings()

  mutating func run() throws {
    try plan.readStandardInput {}
    Interruption.listen()
    let events = BatchEvents(showsAll: settings.showsEvents, log: try openLog())
    let began = ContinuousClock.now
    let notices = CommandNotices(isQuiet: sound.quiet)
    let batch: Batch
    do {
      batch = try Batch(
        in: folder, replacingAll: sound.force, cache: settings.cache,
        threads: max(1, CurrentProcess.cores / min(settings.jobs, max(1, plan.jobs.count))),
        isCancelled: { Interruption.pending != nil }, willRun: notices.tell, measuresCommands: !settings.isDryRun)
    } catch {
      var failures = FailureList(inputs: plan.jobs.count + plan.planningErrors.count)
      for planningError in plan.planningErrors { failures.keep(planningError, of: "") }
      for job in plan.jobs { failures.keep(error, of: job.input.name) }
      return try failures.finish()
    }
    if let indexError = batch.indexError, !sound.force { Terminal.standardError.say(indexError.warning) }
    let renderer = BatchRenderer(batch, tracksAtOnce: settings.jobs) { Interruption.pending != nil }
    // A single track is inspected when it is rendered.
    let isAlone =
      plan.jobs.count == 1 && plan.planningErrors.isEmpty && plan.manifest == nil && !settings.isDryRun
      && settings.shard == nil
    var tasks: [BatchTask]
    do {
      tasks = try isAlone ? plan.jobs.map { BatchTask(job: $0) } : renderer.inspect(plan.jobs)
    } catch is CancellationError {
      let interruption = Interruption.pending ?? Interruption(number: SIGINT)
      guard !settings.isDryRun, settings.shard == nil else { throw interruption.exitCode }
      // The number of tracks of a shard is unknown before they have been inspected.
      events.add(
        .begin(.init(shard: nil, tracks: plan.jobs.count, of: plan.jobs.count, manifest: plan.manifest?.digest)))
      throw end(BatchTally(), of: plan.jobs.count, by: interruption, events, took: ContinuousClock.now - began)
    }
    try checkManifest(tasks)
    let all = tasks.count
    if let shard = settings.shard {
      let chosen = shard.indices(of: tasks.map { ($0.size, $0.job.output) })
      tasks = chosen.map { tasks[$0] }
    }
    // Only the first shard reports planning errors.
    let planningErrors = settings.shard?.number ?? 1 == 1 ? plan.planningErrors : []
    try checkParameters(of: tasks)
    if settings.isDryRun {
      return try printPlan(tasks, planningErrors, notices, pruning: Pruning(of: batch, after: plan))
    }
    events.add(
      .begin(.init(shard: settings.shard, tracks: tasks.count, of: all, manifest: plan.manifest?.digest)))
    batch.removeStaleTemporaryFiles(of: tasks.map(\.job))
    let tally = render(tasks, by: renderer, telling: events, notices)
    try end(
      tally, of: tasks, planningErrors, events, Pruning(of: batch, after: plan), took: ContinuousClock.now - began)
  }

  private func openLog() throws -> EventLog? {
    guard let path = settings.log else { return nil }
    do {
      return try EventLog(at: path, of: settings.shard, for: plan, in: folder)
    } catch {
      var failures = FailureList(inputs: 1)
      failures.report(error, of: path)
      throw failures.status.exitCode
    }
  }

  // MARK: Inspecting

  /// Reports the problems of a manifest, of which nothing is rendered if it has any.
  private func checkManifest(_ work: [BatchTask]) throws {
    guard let manifest = plan.manifest else { return }
    let failures = work.compactMap { part -> (job: BatchJob, error: any Error)? in
      guard case .failure(let error)? = part.assessment else { return nil }
      return (part.job, error)
    }
    guard let invalid = InvalidManifest(manifest, failures) else { return }
    var list = FailureList(inputs: 1)
    list.report(invalid, of: manifest.source.name)
    try list.finish()
  }

  /// Reports a parameter that is set for many patterns but exists in none of them.
  private func checkParameters(of work: [BatchTask]) throws {
    guard let given = work.first?.job.request.overrides, given.isForMany else { return }
    let looked = work.compactMap { try? $0.assessment?.get() }
    guard looked.count == work.count else { return }
    let known = Set(looked.flatMap(\.parameters))
    for name in given.names where !known.contains(name) {
      throw UsageError(
        message: "none of the \(work.count) patterns has a parameter '\(name)'",
        help: known.sorted().nearest(to: name, by: \.self).map { "write '--set \($0)=…'" }
          ?? (known.isEmpty ? "they have no parameters" : "they have \(known.sorted().joined(separator: ", "))"))
    }
  }

  private func printPlan(
    _ work: [BatchTask], _ planningErrors: [BatchPlan.PlanningError], _ notices: CommandNotices, pruning: Pruning
  ) throws {
    var failures = FailureList(inputs: work.count + planningErrors.count)
    for planningError in planningErrors { failures.keep(planningError, of: "") }
    var output = BufferedOutput(.standardOutput)
    var (planned, length, bytes) = (0, Duration.zero, Int64(0))
    for part in work {
      do {
        guard let assessment = try part.assessment?.get() else { continue }
        try output.write(OutcomeWording(planned: assessment).lines.plain)
        if assessment.upToDateCheck != .keep {
          planned += 1
          length += assessment.length
          bytes += assessment.bytes
          if let command = assessment.command { notices.tell(command) }
        }
      } catch {
        failures.keep(error, of: part.job.input.name)
      }
    }
    let kept = work.count - planned - (failures.inputs - failures.succeeded - planningErrors.count)
    try output.write(
      "\(planned) of \(work.count) tracks would be rendered, \(length.spelled) of sound, at least "
        + "\(bytes.spelledAsSize); \(kept) kept\n")
    if settings.shard == nil { try output.write(pruning.forecast(removes: settings.prunes)) }
    try output.flush()
    try failures.finish()
  }

  // MARK: Rendering

  private func render(
    _ tasks: [BatchTask], by renderer: BatchRenderer, telling events: BatchEvents, _ notices: CommandNotices
  ) -> BatchTally {
    let display = BatchDisplay(
      tracks: tasks.count, work: tasks.reduce(0) { $0 + $1.size }, rows: renderer.rows(for: tasks.count),
      isQuiet: sound.quiet)
    notices.join(display)
    return renderer.render(tasks) { progress in
      switch progress {
      case .started(let task, let row): display.begin(task.job.input.name.printable, work: task.size, row: row)
      case .advanced(let share, let row): display.update(share, row: row)
      case .completed(let row): display.end(row: row)
      case .finished(let task, let result, let took):
        events.add(.track(BatchEvent.Track(result, of: task.job, took: took)))
        tell(result, of: task.job, on: display)
      case .ended: display.clear()
      }
    }
  }

  /// Whether kept tracks are listed. Long lists are omitted, because `--json`, `--log` and `--dry-run` contain them.
  private var listsKept: Bool { !sound.quiet && plan.jobs.count <= 100 }

  private func tell(_ result: Result<Batch.Outcome, any Error>, of job: BatchJob, on display: BatchDisplay) {
    switch result {
    case .success(.rendered(let rendered)):
      display.finish(
        sound: rendered.track.timeline.length,
        OutcomeWording(rendered, of: job, isQuiet: sound.quiet).lines)
    case .success(.kept(let assessment)):
      display.finish(sound: nil, listsKept ? OutcomeWording(kept: assessment).lines : "")
    case .failure: display.finish(sound: nil, "")
    }
  }

  private func end(
    _ tally: BatchTally, of work: [BatchTask], _ planningErrors: [BatchPlan.PlanningError], _ events: BatchEvents,
    _ pruning: Pruning,
    took: Duration
  ) throws {
    var failures = FailureList(inputs: work.count + planningErrors.count)
    for planningError in planningErrors { failures.keep(planningError, of: "") }
    for (index, error) in tally.failures.sorted(by: { $0.key < $1.key }) {
      failures.keep(error, of: work[index].job.input.name)
    }
    if let interruption = Interruption.pending {
      failures.printKept()
      throw end(tally, of: work.count, by: interruption, events, took: took)
    }
    if failures.inputs > 1, !sound.quiet {
      Terminal.standardError.say(tally.summary(of: failures) + "\n")
    }
    var removed: [String]?
    if settings.prunes {
      removed = pruning.remove(isQuiet: sound.quiet, failures: &failures)
    } else if !sound.quiet, settings.shard == nil {
      pruning.report()
    }
    let status = events.hasFailed ? .inputOutput : failures.status
    var event = tally.end(status: status.rawValue, took: took)
    event.removed = removed
    events.add(.end(event))
    do throws(LogError) {
      try events.finish()
    } catch {
      // An incomplete log is a failure, even if all tracks were rendered.
      failures.keep(error, of: error.path)
      failures.printKept()
      throw ExitStatus.inputOutput.exitCode
    }
    try failures.finish()
  }

  /// Reports that a signal has ended the batch.
  ///
  /// - Returns: the exit status.
  private func end(
    _ tally: BatchTally, of tracks: Int, by interruption: Interruption, _ events: BatchEvents, took: Duration
  ) -> ExitCode {
    if folder != nil, !sound.quiet { Terminal.standardError.say(tally.interruption(of: tracks) + "\n") }
    events.add(.end(tally.end(status: interruption.exitCode.rawValue, took: took, isInterrupted: true)))
    do throws(LogError) {
      try events.finish()
    } catch {
      Terminal.standardError.say(FailureWording(error, of: error.path).text)
    }
    return interruption.exitCode
  }
}

/// Destinations of the events of a batch: the standard output, a log, both or none.
private final class BatchEvents: Sendable {
  private let showsAll: Bool
  private let log: EventLog?

  init(showsAll: Bool, log: EventLog?) {
    self.showsAll = showsAll
    self.log = log
  }

  func add(_ event: BatchEvent) {
    if showsAll { try? Terminal.standardOutput.write(event.line, as: .json) }
    log?.add(event)
  }

  var hasFailed: Bool { log?.hasFailed ?? false }
  func finish() throws(LogError) { try log?.finish() }
}

extension BatchEvent.Track {
  fileprivate init(_ result: Result<Batch.Outcome, any Error>, of job: BatchJob, took: Duration) {
    switch result {
    case .success(let outcome): self.init(outcome, of: job, took: took)
    case .failure(let error):
      let wording = FailureWording(error, of: job.input.name)
      self.init(failed: job, status: wording.status.rawValue, message: wording.text)
    }
  }
}

extension BatchTally {
  /// One line about a batch of `tracks` tracks that a signal has ended.
  fileprivate func interruption(of tracks: Int) -> String {
    let left = tracks - rendered - kept - failures.count
    return
      "interrupted: \(rendered) rendered, \(kept) kept, \(failures.count) failed, \(left) of \(tracks) tracks left; "
      + "the same command goes on from here"
  }

  /// One line about a finished batch.
  fileprivate func summary(of failures: FailureList) -> String {
    let done = failures.isEmpty ? "all" : "\(failures.succeeded) of"
    guard kept > 0 else { return "\(done) \(failures.inputs) tracks are rendered" }
    return "\(done) \(failures.inputs) tracks are there: \(rendered) rendered, \(kept) kept"
  }
}
