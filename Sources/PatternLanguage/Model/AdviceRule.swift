/// The rules by which breathing is judged; the raw value is the name that `allow` takes.
///
/// The rules themselves are in the target `Advice`, with the numbers, the reasons and the sources.
public enum AdviceRule: String, Sendable, Hashable, CaseIterable {
  case longHold = "long-hold"
  case holdForProfile = "hold-for-profile"
  case holdAfterFastBreathing = "hold-after-fast-breathing"
  case fastBreathing = "fast-breathing"
  case many478 = "many-4-7-8"
  case shortCycle = "short-cycle"
  case inhaleOverExhale = "inhale-over-exhale"
  case emptyHold = "empty-hold"
  case verySlow = "very-slow"
  case loudCue = "loud-cue"
  case noExhale = "no-exhale"
  case twoExhales = "two-exhales"
  case speechOverrun = "speech-overrun"
  case unknownVoice = "unknown-voice"
  case otherLanguage = "other-language"
}
