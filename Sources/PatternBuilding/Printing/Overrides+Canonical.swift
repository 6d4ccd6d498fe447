public import PatternLanguage

extension Overrides {
  /// The same in their one spelling and order, so that equal settings are stored and compared as equal: `b= 4.0` is
  /// `b=4`, names are sorted, and values for parameters that the pattern does not have are left out. A command is
  /// replaced by ``unstoredCommand``.
  ///
  /// - Parameter settings: of the pattern that was read with these.
  public func canonical(in settings: Settings) -> Overrides {
    let given = Set(names)
    let values = settings.parameters.filter { given.contains($0.name) }.sorted { $0.name < $1.name }
    var result = Overrides(
      parameters: values.map { "\($0.name)=\(ValueSpelling.spelled($0.value))" },
      profile: profile == nil ? nil : settings.profile?.rawValue,
      voice: voice == nil ? nil : settings.voice?.storedSpelling,
      language: language == nil ? nil : settings.language)
    (result.voiceGiver, result.isForMany) = (voiceGiver, isForMany)
    return result
  }
}

extension Voice {
  /// As a track stores it.
  fileprivate var storedSpelling: String {
    switch self {
    case .command: Overrides.unstoredCommand
    case .silent, .named, .folder: PatternPrinter.spelled(self)
    }
  }
}
