import PatternLanguage

extension Settings {
  /// The settings that a profile begins with; without one, those of a text that sets nothing.
  public init(for profile: Profile?) {
    self.init()
    guard let profile else { return }
    self.profile = profile
    ending = profile.ending
  }
}
