import Advice
import BatchRendering
import BreathPacing
import PatternLanguage
import SoundFiles
import Synthesis

/// Lines about a finished track of a batch, or about a planned one.
struct OutcomeWording {
  let lines: StyledText

  /// Lines about a rendered track.
  ///
  /// - Parameter isQuiet: whether only advice that needs an `allow` is printed.
  init(_ rendered: Batch.Rendered, of job: BatchJob, isQuiet: Bool) {
    var texts: [String] = []
    if !isQuiet {
      let reason = rendered.reason == .new ? "" : "; \(rendered.reason.words)"
      texts.append("\(rendered.result.file.path.printable): \(rendered.track.timeline.summary)\(reason)")
      if let levels = rendered.result.levels { texts.append("  \(levels.summary)") }
      let beside = job.request.beside
      if !beside.isEmpty { texts.append("  beside it: \(beside.map(\.nameEnding).joined(separator: " "))") }
      texts += Self.notes(on: rendered, of: job)
    }
    // Advice on words is shown here, because rendering has measured them; 'check' would show the same.
    let ofWords: Set<AdviceRule> = isQuiet ? [] : [.speechOverrun, .speechLate]
    let advice = rendered.track.timeline.advice
      .filter { !$0.isAllowed && ($0.severity == .needsAllowance || ofWords.contains($0.rule)) }
      .map { AdviceDrawing($0, on: rendered.track, from: job.input.name).line }
    lines = StyledText(texts.map { $0 + "\n" }.joined()) + advice.joined()
  }

  init(kept assessment: DryRunResult) {
    lines = StyledText("\(assessment.job.output.printable): kept, nothing has changed\n")
  }

  /// Lines of a dry run.
  init(planned assessment: DryRunResult) {
    guard case .render(let reason) = assessment.upToDateCheck else {
      self.init(kept: assessment)
      return
    }
    let output = assessment.job.output.printable
    let length = assessment.length.spelled
    self.init(lines: "\(output): would be rendered, \(length), \(assessment.size); \(reason.words)\n")
  }

  private init(lines: String) { self.lines = StyledText(lines) }

  /// Notes about features that the file does not have, or has in another form than its input.
  private static func notes(on rendered: Batch.Rendered, of job: BatchJob) -> [String] {
    let input = job.input.name
    let file = rendered.result.file
    var notes: [String] = []
    if let recipe = rendered.recipe, !recipe.isOfThisVersion {
      notes.append(
        "note: '\(input.printable)' was made by \(recipe.software.printable), this is \(AdemVersion.software): bytes may differ"
      )
    }
    if file.omittedMarkers > 0 {
      let kept = file.markers == 0 ? "no markers" : "\(file.markers) of its markers"
      notes.append(
        "note: '\(file.path.printable)' has \(kept): \(file.omittedMarkers) do not fit into this kind of file")
    }
    if let missed = rendered.result.missedLoudness {
      notes.append(
        "note: '\(file.path.printable)' has \(missed.reached.spelled) in place of \(missed.wanted.spelled): "
          + "its peaks would have passed \(Levels.ceiling.spelled)")
    }
    let options = job.request.options
    let asked = options.loudness ?? options.place?.loudness ?? rendered.recipe?.loudness
    if asked == nil, rendered.track.pattern.settings.loudness == nil, rendered.result.master.value != 0 {
      notes.append(
        "note: '\(file.path.printable)' is \(Decibels(-rendered.result.master.value).spelled) softer than its "
          + "\(rendered.track.pattern.settings.profile == nil ? "sounds and its bed ask" : "profile asks"): "
          + "its peaks would have passed \(Levels.ceiling.spelled)TP")
    }
    notes += rendered.result.loneChannels.map { "note: " + $0.words }
    if !file.hasRecipe, job.request.options.storesRecipe {
      notes.append("note: '\(file.path.printable)' does not hold its pattern, which is too long for it")
    }
    return notes
  }
}

extension UpToDateCheck.Reason {
  /// Reason in words.
  var words: String {
    switch self {
    case .new: "it is new"
    case .missing: "it was gone"
    case .forced: "all are rendered"
    case .unrecorded: "no record said that it was whole"
    case .changed(let kinds): kinds.map(\.words).joined(separator: ", ")
    }
  }
}

extension InputsHash.Kind {
  fileprivate var words: String {
    switch self {
    case .program: "another adem made it"
    case .text: "its pattern has changed"
    case .uses: "what its pattern uses has changed"
    case .settings: "its settings have changed"
    case .recordings: "its recordings have changed"
    case .speech: "its voice has changed"
    case .beside: "other files are to stand beside it"
    }
  }
}

extension DryRunResult {
  /// Approximate size of the file. The size of a compressed file is only known after rendering.
  var size: String {
    Container(ofFileAt: job.output)?.isCompressed ?? false ? "size unknown" : bytes.spelledAsSize
  }
}

extension Int64 {
  /// Formatted number of bytes.
  var spelledAsSize: String {
    switch self {
    case ..<10_000_000: "\(self / 1000) kB"
    case ..<10_000_000_000: "\(self / 1_000_000) MB"
    default: "\(self / 1_000_000_000) GB"
    }
  }
}

extension Levels {
  /// Loudness and true peak in one line.
  var summary: String {
    [
      momentary.map { "loudest moment \($0.spelled)" }, integrated.map { "integrated \($0.spelled)" },
      truePeak.map { "true peak \($0.spelled)TP" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
