import ArgumentParser
import BatchRendering
import BreathPacing
import CSystem
import Concurrency
import Platform
import Synchronization

/// Renders a plan at a terminal: progress while it goes, failures at the end, and an exit status that tells.
struct BatchRun {
  var plan: BatchPlan
  let folder: String?
  let sound: SoundOptions
  var settings = BatchSettings()

  mutating func run() throws {
    try plan.readStandardInput {}
    Interruption.listen()
    let log = try openLog()
    let began = ContinuousClock.now
    let notices = CommandNotices(isQuiet: sound.quiet)
    let batch: Batch
    do {
      batch = try Batch(
        in: folder, replacingAll: sound.force, cache: settings.cache,
        threads: max(1, CurrentProcess.cores / min(settings.jobs, max(1, plan.jobs.count))),
        isCancelled: { Interruption.pending != nil }, willRun: notices.tell)
    } catch {
      var failures = FailureList(inputs: plan.jobs.count + plan.obstacles.count)
      for obstacle in plan.obstacles { failures.keep(obstacle, of: "") }
      for job in plan.jobs { failures.keep(error, of: job.input.name) }
      return try failures.finish()
    }
    if let distrust = batch.distrust, !sound.force { Terminal.standardError.say(distrust.warning) }
    // A single track is looked at when it is rendered, and not before.
    let isAlone =
      plan.jobs.count == 1 && plan.obstacles.isEmpty && plan.manifest == nil && !settings.isDryRun
      && settings.shard == nil
    var work: [BatchWork]
    do {
      work = try isAlone ? plan.jobs.map { BatchWork(job: $0) } : look(at: plan.jobs, for: batch)
    } catch let interruption as Interruption where !settings.isDryRun && settings.shard == nil {
      // How many tracks are a shard's is not known before they have been looked at.
      log.add(.begin(.init(shard: nil, tracks: plan.jobs.count, of: plan.jobs.count, manifest: plan.manifest?.digest)))
      throw end(BatchTally(), of: plan.jobs.count, by: interruption, log, took: ContinuousClock.now - began)
    } catch let interruption as Interruption {
      throw interruption.exitCode
    }
    try checkManifest(work)
    let all = work.count
    if let shard = settings.shard {
      let chosen = shard.indices(of: work.map { ($0.size, $0.job.output) })
      work = chosen.map { work[$0] }
    }
    // What stands in the way of an input is told once: by the first shard.
    let obstacles = settings.shard?.number ?? 1 == 1 ? plan.obstacles : []
    try checkParameters(of: work)
    if settings.isDryRun { return try tellPlan(work, obstacles, notices, pruning: Pruning(of: batch, after: plan)) }
    log.add(.begin(.init(shard: settings.shard, tracks: work.count, of: all, manifest: plan.manifest?.digest)))
    batch.removeLeftovers(of: work.map(\.job))
    let tally = render(work, by: batch, telling: log, notices)
    try end(
      tally, of: work, obstacles, log, Pruning(of: batch, after: plan), took: ContinuousClock.now - began)
  }

  private func openLog() throws -> EventLog {
    do {
      return try EventLog(at: settings.log, of: self)
    } catch {
      var failures = FailureList(inputs: 1)
      failures.report(error, of: settings.log ?? "")
      throw failures.status.exitCode
    }
  }

  // MARK: Looking

  /// Looks at every job on all cores.
  private func look(at jobs: [BatchJob], for batch: Batch) throws -> [BatchWork] {
    let queue = JobQueue(count: jobs.count)
    let found = Mutex(jobs.map { BatchWork(job: $0) })
    Parallel.run(min(settings.jobs, jobs.count)) { _ in
      while Interruption.pending == nil, let index = queue.next() {
        let result = Result { try batch.assess(jobs[index]) }
        found.withLock { $0[index].assessment = result }
      }
    }
    try Interruption.check()
    return found.withLock(\.self)
  }

  /// Nothing is rendered of a manifest that has a problem.
  private func checkManifest(_ work: [BatchWork]) throws {
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

  /// A value that is given to many patterns is meant for one of them at least.
  private func checkParameters(of work: [BatchWork]) throws {
    let looked = work.compactMap { try? $0.assessment?.get() }
    guard let given = work.first?.job.request.overrides, given.isForMany, looked.count == work.count, !looked.isEmpty
    else { return }
    let known = Set(looked.flatMap(\.parameters))
    for name in given.names where !known.contains(name) {
      throw UsageError(
        message: "none of the \(work.count) patterns has a parameter '\(name)'",
        help: known.sorted().nearest(to: name, by: \.self).map { "write '--set \($0)=…'" }
          ?? (known.isEmpty ? "they have no parameters" : "they have \(known.sorted().joined(separator: ", "))"))
    }
  }

  private func tellPlan(
    _ work: [BatchWork], _ obstacles: [BatchPlan.PlanningError], _ notices: CommandNotices, pruning: Pruning
  ) throws {
    var failures = FailureList(inputs: work.count + obstacles.count)
    for obstacle in obstacles { failures.keep(obstacle, of: "") }
    var output = BufferedOutput(.standardOutput)
    var planned: [DryRunResult] = []
    for part in work {
      do {
        guard let assessment = try part.assessment?.get() else { continue }
        try output.write(OutcomeWording(planned: assessment).lines.plain)
        if assessment.upToDateCheck != .keep {
          planned.append(assessment)
          if let command = assessment.command { notices.tell(command) }
        }
      } catch {
        failures.keep(error, of: part.job.input.name)
      }
    }
    let length = planned.reduce(Duration.zero) { $0 + $1.length }
    let kept = work.count - planned.count - (failures.inputs - failures.succeeded - obstacles.count)
    try output.write(
      "\(planned.count) of \(work.count) tracks would be rendered, \(length.spelled) of sound, at least "
        + "\(planned.reduce(0) { $0 + $1.bytes }.spelledAsSize); \(kept) kept\n")
    if settings.shard == nil { try output.write(pruning.forecast(removes: settings.prunes)) }
    try output.flush()
    try failures.finish()
  }

  // MARK: Rendering

  /// The longest first, so that at the end no core waits for one long track.
  private func render(
    _ work: [BatchWork], by batch: Batch, telling log: EventLog, _ notices: CommandNotices
  ) -> BatchTally {
    let order = work.indices.sorted { (-work[$0].size, $0) < (-work[$1].size, $1) }
    let workers = max(1, min(settings.jobs, work.count))
    let display = BatchDisplay(
      tracks: work.count, work: work.reduce(0) { $0 + $1.size }, rows: workers, isQuiet: sound.quiet)
    notices.join(display)
    let queue = JobQueue(count: order.count)
    let tally = Mutex(BatchTally())
    Parallel.run(workers) { row in
      while Interruption.pending == nil, let next = queue.next() {
        let part = work[order[next]]
        if case .failure(let error)? = part.assessment {
          log.add(.track(.failed(part.job, FailureWording(error, of: part.job.input.name))))
          tally.withLock { $0.failures[order[next]] = error }
          display.finish(row: row, sound: nil, "")
          continue
        }
        display.begin(part.job.input.name.printable, work: part.size, row: row)
        let began = ContinuousClock.now
        let result = batch.run(part.job, after: try? part.assessment?.get()) { share in
          try Interruption.check()
          display.update(share, row: row)
        }
        // A signal stops a track in many ways, such as through the program that was speaking. It has not failed.
        if case .failure = result, Interruption.pending != nil { break }
        let event = tally.withLock {
          $0.add(result, of: part.job, at: order[next], took: ContinuousClock.now - began)
        }
        log.add(.track(event))
        tell(result, of: part.job, row: row, on: display)
      }
      display.clear()
    }
    return tally.withLock(\.self)
  }

  /// Beyond a screen or two nobody reads which ones: `--json`, `--log` and `--dry-run` tell them all.
  private var listsKept: Bool { !sound.quiet && plan.jobs.count <= 100 }

  private func tell(_ result: Result<Batch.Outcome, any Error>, of job: BatchJob, row: Int, on display: BatchDisplay) {
    switch result {
    case .success(.rendered(let rendered)):
      display.finish(
        row: row, sound: rendered.track.timeline.length,
        OutcomeWording(rendered, of: job, isQuiet: sound.quiet).lines)
    case .success(.kept(let assessment)):
      display.finish(row: row, sound: nil, listsKept ? OutcomeWording(kept: assessment).lines : "")
    case .failure: display.finish(row: row, sound: nil, "")
    }
  }

  private func end(
    _ tally: BatchTally, of work: [BatchWork], _ obstacles: [BatchPlan.PlanningError], _ log: EventLog,
    _ pruning: Pruning,
    took: Duration
  ) throws {
    var failures = FailureList(inputs: work.count + obstacles.count)
    for obstacle in obstacles { failures.keep(obstacle, of: "") }
    for (index, error) in tally.failures.sorted(by: { $0.key < $1.key }) {
      failures.keep(error, of: work[index].job.input.name)
    }
    if let interruption = Interruption.pending {
      failures.printKept()
      throw end(tally, of: work.count, by: interruption, log, took: took)
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
    let status = log.hasFailed ? .inputOutput : failures.status
    var event = tally.end(status: status.rawValue, took: took)
    event.removed = removed
    log.add(.end(event))
    do throws(LogError) {
      try log.finish()
    } catch {
      // Whatever became of the tracks: who reads the log would not learn it.
      failures.keep(error, of: error.path)
      failures.printKept()
      throw ExitStatus.inputOutput.exitCode
    }
    try failures.finish()
  }

  /// Tells that a signal has ended the batch.
  ///
  /// - Returns: the exit status.
  private func end(
    _ tally: BatchTally, of tracks: Int, by interruption: Interruption, _ log: EventLog, took: Duration
  ) -> ExitCode {
    if folder != nil, !sound.quiet { Terminal.standardError.say(tally.interruption(of: tracks) + "\n") }
    log.add(.end(tally.end(status: interruption.exitCode.rawValue, took: took, isInterrupted: true)))
    do throws(LogError) {
      try log.finish()
    } catch {
      Terminal.standardError.say(FailureWording(error, of: error.path).text)
    }
    return interruption.exitCode
  }
}

/// A job and what was found when it was looked at.
struct BatchWork: Sendable {
  let job: BatchJob
  /// `nil` before that.
  var assessment: Result<DryRunResult, any Error>?

  init(job: BatchJob) { self.job = job }

  /// What it costs, beside others.
  var size: Int64 { (try? assessment?.get())?.work ?? 0 }
}

/// Jobs that several threads take one after the other.
final class JobQueue: Sendable {
  private let count: Int
  private let taken = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  /// The number of the next one; nil where none is left.
  func next() -> Int? {
    let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }
}
