import PatternLanguage

extension Settings {
  /// Default settings of a profile, or of a text without settings if there is no profile.
  public init(for profile: Profile?) {
    self.init()
    guard let profile else { return }
    self.profile = profile
    ending = profile.ending
  }
}
