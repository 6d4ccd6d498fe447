import ArgumentParser
import BreathPacing

/// Renders a plan at a terminal: progress while it goes, failures at the end, and an exit status that tells.
struct BatchRun {
  let plan: BatchPlan
  let folder: String?
  let sound: SoundOptions

  init(_ plan: BatchPlan, in folder: String?, sound: SoundOptions) {
    self.plan = plan
    self.folder = folder
    self.sound = sound
  }

  func run() throws {
    Interruption.listen()
    var failures = FailureList(inputs: plan.jobs.count + plan.obstacles.count)
    var batch: Batch
    do {
      batch = try Batch(plan, in: folder, as: sound.options, replacesAll: sound.force)
    } catch {
      try failures.report(error, of: folder ?? "")
      return try failures.finish()
    }
    var progress = Progress(tracks: plan.jobs.count, isQuiet: sound.quiet)
    if let distrust = batch.distrust, !sound.force { progress.say(distrust.wording) }
    for obstacle in plan.obstacles { try failures.keep(obstacle) }
    for job in plan.jobs {
      progress.begin(job.input.name)
      let outcome = batch.run(job) { share in
        try Interruption.check()
        progress.update(share)
      }
      switch outcome.result {
      case .success(let rendered):
        progress.finish("\(rendered.file.path): \(rendered.track.timeline.summary)")
      case .failure(let interruption as Interruption):
        progress.clear()
        throw interruption.exitCode
      case .failure(let error):
        progress.clear()
        failures.keep(error, of: job.input.name)
      }
    }
    if plan.jobs.count > 1 {
      progress.say("\(failures.isEmpty ? "all" : "\(failures.succeeded) of") \(failures.inputs) tracks are rendered")
    }
    try failures.finish()
  }
}
