import PatternLanguage

extension Section {
  /// A part that has a name: `Section("Opwarmen") { … }`.
  public init(_ name: String, @StepBuilder steps: () -> [Step]) { self.init(name: name, steps: steps()) }
}
