/// Rules of advice about breathing; the raw value is the name in `allow`.
///
/// The target `Advice` contains the rules themselves, with their thresholds, reasons and sources.
public enum AdviceRule: String, Sendable, Hashable, CaseIterable {
  /// A hold that is long for anyone.
  case longHold = "long-hold"
  /// A hold that does not suit the profile.
  case holdForProfile = "hold-for-profile"
  /// A hold after fast breathing.
  case holdAfterFastBreathing = "hold-after-fast-breathing"
  /// Long fast breathing.
  case fastBreathing = "fast-breathing"
  /// Many breaths of 4-7-8.
  case many478 = "many-4-7-8"
  /// A short breath in a profile of slow breathing.
  case shortCycle = "short-cycle"
  /// A track for sleep that inhales longer than it exhales.
  case inhaleOverExhale = "inhale-over-exhale"
  /// A long hold on empty lungs.
  case emptyHold = "empty-hold"
  /// Long, very slow breathing.
  case verySlow = "very-slow"
  /// A loud track for sleep.
  case loudCue = "loud-cue"
  /// An inhale without an exhale.
  case noExhale = "no-exhale"
  /// Two exhales without an inhale between them.
  case twoExhales = "two-exhales"
  /// A text that is longer than its phase.
  case speechOverrun = "speech-overrun"
  /// Words begin later than they are due, because others are still said.
  case speechLate = "speech-late"
  /// A voice that is not installed.
  case unknownVoice = "unknown-voice"
  case otherLanguage = "other-language"
}
