import ArgumentParser
import BreathPacing

/// Renders a plan at a terminal: progress while it goes, failures at the end, and an exit status that tells.
struct BatchRun {
  let plan: BatchPlan
  let folder: String?
  let sound: SoundOptions
  let overrides: Overrides

  func run() throws {
    Interruption.listen()
    var failures = FailureList(inputs: plan.jobs.count + plan.obstacles.count)
    for obstacle in plan.obstacles { failures.keep(obstacle, of: "") }
    var batch: Batch
    do {
      batch = try Batch(
        in: folder, as: sound.options, overriding: overrides, replacesAll: sound.force)
    } catch {
      for job in plan.jobs { failures.keep(error, of: job.input.name) }
      return try failures.finish()
    }
    if let distrust = batch.distrust, !sound.force { Terminal.standardError.say(distrust.warning) }
    batch.isCancelled = { Interruption.pending != nil }
    var progress = Progress(tracks: plan.jobs.count, isQuiet: sound.quiet)
    for job in plan.jobs {
      progress.begin(job.input.name.printable)
      let result = batch.run(job) { share in
        try Interruption.check()
        progress.update(share)
      }
      switch result {
      case .success(let rendered):
        progress.finish("\(rendered.result.file.path.printable): \(rendered.track.timeline.summary)")
        if let levels = rendered.result.levels { progress.say("  \(levels.summary)") }
        if !job.beside.isEmpty { progress.say("  beside it: \(job.beside.map(\.nameEnding).joined(separator: " "))") }
        tellNotes(of: rendered, input: job.input.name, through: progress)
        for advice in rendered.track.pattern.advice where needsAnswer(advice) {
          Terminal.standardError.say(AdviceDrawing(advice, on: rendered.track, from: job.input.name).line)
        }
      case .failure(let error):
        progress.clear()
        // It may also have stopped a program that was speaking.
        if let interruption = Interruption.pending {
          failures.printKept()
          throw interruption.exitCode
        }
        failures.keep(error, of: job.input.name)
      }
    }
    if failures.inputs > 1 {
      progress.say("\(failures.isEmpty ? "all" : "\(failures.succeeded) of") \(failures.inputs) tracks are rendered")
    }
    try failures.finish()
  }

  /// What the file lacks, or may have in another way than the one that it was made from.
  private func tellNotes(of rendered: Batch.Rendered, input: String, through progress: Progress) {
    let file = rendered.result.file
    if let recipe = rendered.recipe, !recipe.isOfThisVersion {
      progress.say(
        "note: '\(input.printable)' was made by \(recipe.software.printable), this is \(AdemVersion.software): bytes may differ"
      )
    }
    if file.markersLeftOut > 0 {
      let kept = file.markers == 0 ? "no markers" : "\(file.markers) of its markers"
      progress.say(
        "note: '\(file.path.printable)' has \(kept): \(file.markersLeftOut) do not fit into this kind of file")
    }
    if rendered.track.pattern.settings.loudness == nil, rendered.result.master.value != 0 {
      progress.say(
        "note: '\(file.path.printable)' is \(Decibels(-rendered.result.master.value).spelled) softer than its profile asks: "
          + "its peaks would have passed \(Levels.ceiling.spelled)")
    }
    if !file.hasRecipe {
      progress.say("note: '\(file.path.printable)' does not hold its pattern, which is too long for it")
    }
  }

  /// Whether rendering tells of it, too.
  private func needsAnswer(_ advice: Advice) -> Bool {
    advice.severity == .needsAllowance && !advice.isAllowed
  }
}
