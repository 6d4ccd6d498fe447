/// The rules by which breathing is judged; the raw value is the name that `allow` takes.
///
/// Each rule's summary, number, reasoning and source stand in the wording; the numbers themselves in `Threshold`.
public enum AdviceRule: String, Sendable, Hashable, CaseIterable {
  /// Holds that are long for anybody. One piece of advice speaks of all of them; the longest decides how strict it is.
  case longHold = "long-hold"
  /// Any hold in a `cardiac` track, and in a `physio` track one over 4 s on full lungs.
  case holdForProfile = "hold-for-profile"
  /// A hold that begins at most a minute after the end of ten or more fast breaths in a row.
  ///
  /// Slower breaths may lie between. Of several holds behind the same breaths only the first counts.
  case holdAfterFastBreathing = "hold-after-fast-breathing"
  /// Fast breaths in a row that last longer than a minute together.
  ///
  /// Breaths are in a row unless another breath, or a pause or a hold after the exhale of more than 5 s, lies between.
  /// Shorter pauses count as part of the breath before them.
  case fastBreathing = "fast-breathing"
  /// Breaths in the ratio 4:7:8, counted over the whole track: a rest between them does not make it another day.
  case many478 = "many-4-7-8"
  /// Breaths that follow one another in less than 8 s; rests between them count.
  case shortCycle = "short-cycle"
  /// More time of a `sleep` track goes into inhales than into exhales.
  case inhaleOverExhale = "inhale-over-exhale"
  /// A long hold on empty lungs: what comes before it is an exhale, a rest or a release.
  case emptyHold = "empty-hold"
  /// Slow breaths in a row, as in `fastBreathing`; rests within a breath do not count as breathing.
  case verySlow = "very-slow"
  /// What a `sleep` track says about its loudness; cues and beds whose levels are not written are not judged.
  case loudCue = "loud-cue"
  /// `breaths`, a round of `repeat` or of `sides`, or the whole track inhales more often than it exhales.
  ///
  /// Inhales right behind one another are one. Each slip is told of once, where its innermost block is.
  case noExhale = "no-exhale"
  /// Two exhales stand right behind one another in one block.
  case twoExhales = "two-exhales"
  /// A text on a phase takes longer than the phase, by the estimate of `Instruction.length`.
  ///
  /// `say` has a time of its own, and with `voice none` nothing is spoken.
  case speechOverrun = "speech-overrun"
  /// A voice by its name that is not among those that are there.
  ///
  /// Which voices there are depends on the machine, so that this is only judged where a caller tells
  /// (`Pattern.advice(knowing:)`), as `adem check` does where it asked the program that speaks.
  case unknownVoice = "unknown-voice"
}
