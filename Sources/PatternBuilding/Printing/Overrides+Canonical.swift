public import PatternLanguage

extension Overrides {
  /// Returns the overrides in canonical form, so that equal overrides are stored and compared as equal: `b= 4.0`
  /// becomes `b=4`, names are sorted, and values for parameters that the pattern does not have are removed. A command
  /// is replaced by ``unstoredCommand``.
  ///
  /// - Parameter settings: settings of the pattern that was parsed with these overrides.
  public func canonical(in settings: Settings) -> Overrides {
    let given = Set(names)
    let values = settings.parameters.filter { given.contains($0.name) }.sorted { $0.name < $1.name }
    var result = Overrides(
      parameters: values.map { "\($0.name)=\(ValueSpelling.spelled($0.value))" },
      profile: profile == nil ? nil : settings.profile?.rawValue,
      voice: voice == nil ? nil : settings.voice?.storedSpelling,
      language: language == nil ? nil : settings.language)
    (result.voiceOrigin, result.isForMany) = (voiceOrigin, isForMany)
    return result
  }
}

extension Voice {
  /// Spelling of the voice in a track.
  fileprivate var storedSpelling: String {
    switch self {
    case .command: Overrides.unstoredCommand
    case .silent, .named, .folder, .piper: PatternPrinter.spelled(self)
    }
  }
}
