/// What a stretch is measured by.
struct StretchMeasures: Sendable {
  /// The length of one count.
  var count: Duration
  /// How long texts take when they are spoken, where somebody has measured it.
  var spoken: [String: Duration]

  /// With another length of a count.
  func counting(by count: Duration?) -> StretchMeasures {
    StretchMeasures(count: count ?? self.count, spoken: spoken)
  }

  /// What a text takes: as it was measured, or else by the estimate that gives `say` its time.
  func length(of text: String) -> Duration { spoken[text] ?? Instruction(text: text).length }
}
