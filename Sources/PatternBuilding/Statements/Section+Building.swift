import PatternLanguage

extension Section {
  /// A named part: `Section("Opwarmen") { Breaths(5) { Inhale(4); Exhale(6) } }`.
  public init(_ name: String, @StepBuilder steps: () -> [Step]) { self.init(name: name, steps: steps()) }
}
