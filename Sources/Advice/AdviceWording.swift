public import PatternLanguage

/// Wording of all advice, in one place for proofreading.
///
/// The tone is calm and in the third person: a track is a pacing target, not a measurement of the body. Nothing is
/// promised.
extension AdviceFact {
  struct Wording {
    var message: String
    /// Suggested change.
    private var change: String

    init(_ message: String, _ change: String) {
      self.message = message
      self.change = change
    }

    /// The suggested change, or a reason in `allow`.
    func help(allowing rule: AdviceRule) -> String {
      "\(change), or write 'allow \(rule.rawValue) \"…\"' with the reason, above the first step"
    }
  }

  var wording: Wording {
    switch self {
    case .longHolds(let count, let longest):
      let isVeryLong = longest > Threshold.veryLongHold
      return Wording(
        (count == 1
          ? "a hold lasts \(longest.spelled), over \(Threshold.longHold.spelled)"
          : "\(count) holds last over \(Threshold.longHold.spelled), the longest \(longest.spelled)")
          + (isVeryLong ? "; over \(Threshold.veryLongHold.spelled) it needs a reason" : ""),
        "write 'hold \(Threshold.longHold.spelled)' or less")
    case .holdsInCardiac(let count, let longest):
      return Wording(
        count == 1
          ? "a track for 'cardiac' has a hold, of \(longest.spelled)"
          : "a track for 'cardiac' has \(count) holds, the longest of \(longest.spelled)",
        "leave the holds out")
    case .holdsInPhysio(let count, let longest):
      let limit = Threshold.physioHold.spelled
      return Wording(
        count == 1
          ? "a track for 'physio' has a hold of \(longest.spelled) after an inhale, over \(limit)"
          : "a track for 'physio' has \(count) holds over \(limit) after an inhale, the longest of \(longest.spelled)",
        "write 'hold \(limit)' or less")
    case .holdsAfterFastBreathing(let count, let longest):
      let breaths = "\(Threshold.fastBreaths) or more breaths of less than \(Threshold.fastBreath.spelled) each"
      return Wording(
        (count == 1
          ? "a hold of \(longest.spelled) follows within a minute on \(breaths)"
          : "\(count) holds, the longest of \(longest.spelled), follow within a minute on \(breaths)")
          + "; \(Self.posture)",
        "breathe slowly for more than a minute before the hold")
    case .fastBreathing(let time):
      return Wording(
        "breaths of less than \(Threshold.veryFastBreath.spelled) each follow one another for \(time.spelled)",
        "lengthen the breaths, or rest before a minute has passed")
    case .many478(let count):
      return Wording(
        count > Threshold.many478
          ? "the track has \(count) breaths of 4-7-8; \(Threshold.many478) at a time are the most"
          : "the track has \(count) breaths of 4-7-8; in the first month \(Threshold.some478) at a time are the most",
        "write '4-7-8 times \(Threshold.some478)'")
    case .shortCycles(let count, let shortest, let profile):
      let limit = Threshold.shortCycle.spelled
      return Wording(
        count == 1
          ? "a track for '\(profile.rawValue)' has a breath of \(shortest.spelled), under \(limit)"
          : "a track for '\(profile.rawValue)' has \(count) breaths under \(limit), the shortest of \(shortest.spelled)",
        "lengthen the breaths, as in 'breaths 20 { inhale 4; exhale 6 }'")
    case .inhaleOverExhale(let inhaling, let exhaling):
      return Wording(
        "a track for 'sleep' inhales for \(inhaling.spelled) and exhales for \(exhaling.spelled)",
        "lengthen the exhales, as in 'inhale 4; exhale 6'")
    case .emptyHolds(let count, let longest):
      let limit = Threshold.emptyHold.spelled
      return Wording(
        count == 1
          ? "a hold on empty lungs lasts \(longest.spelled), over \(limit)"
          : "\(count) holds on empty lungs last over \(limit), the longest \(longest.spelled)",
        "write 'hold \(limit)' or less")
    case .verySlow(let time):
      return Wording(
        "breathing stays under 4 breaths a minute for \(time.spelled); breathe gently, not deeply",
        "shorten the breaths, or stop after 5 minutes")
    case .loudTrack(let loudness):
      return Wording(
        "a track for 'sleep' is \(loudness)LUFS loud",
        "write 'loudness -30LUFS' or another value below \(Threshold.loudTrack)")
    case .loudCue(let event, let level, let bed):
      let distance = level.minus(bed) ?? 0
      return Wording(
        "in a track for 'sleep' the cue of '\(event)' is \(distance)dB above the bed, over \(Threshold.cueOverBed)dB",
        "write \((bed.plus(Threshold.cueOverBed) ?? bed))dB or less after '\(event)'")
    case .neverExhales:
      return Wording("the track inhales and never exhales", "add an 'exhale' after the 'inhale'")
    case .exhalesMissing(let count):
      return Wording(
        count == 1 ? "a breath has no exhale" : "\(count) breaths have no exhale", "add the 'exhale' that is missing")
    case .twoExhales:
      return Wording(
        "an exhale follows right after an exhale",
        "put an 'inhale' between them, write them as one, or give the second a text")
    case .numberOverruns(let count, let most):
      return Wording(
        count == 1
          ? "a number takes \(most.wholeMilliseconds) longer to say than its phase lasts"
          : "\(count) numbers take longer to say than their phases last, by up to \(most.wholeMilliseconds)",
        "lengthen the phase, announce fewer numbers with 'every', or let bells announce them")
    case .lateWords(let count, let most):
      return Wording(
        count == 1
          ? "words begin \(most.wholeMilliseconds) late, because others are still said"
          : "words begin late \(count) times, by up to \(most.wholeMilliseconds), because others are still said",
        "shorten the words before them")
    case .speechOverruns(let count, let most):
      let overrun = most.wholeMilliseconds
      return Wording(
        count == 1
          ? "a text takes \(overrun) longer to say than it has time"
          : "\(count) texts take longer to say than they have time, by up to \(overrun)",
        "shorten the text, lengthen its phase, or give it a 'say' of its own")
    case .unsaidWords(let count):
      return Wording(
        count == 1
          ? "the word of a phase is left out, because there is no time for it"
          : "the words of \(count) phases are left out, because there is no time for them",
        "lengthen the phases, shorten what else is said in them, or leave 'with words' out")
    case .unknownVoice(let name):
      return Wording("there is no voice '\(name)' here", "write 'voice none', or the name of a voice that is there")
    case .otherLanguage(let texts, let own):
      let name = ["nl": "Dutch", "de": "German", "fr": "French", "es": "Spanish", "en": "English"][texts] ?? texts
      return Wording("the texts look \(name), and the language is '\(own)'", "write 'language \(texts)' at the top")
    }
  }

  private static let posture = "seated or lying, never in or near water, never driving"
}

extension AdviceRule {
  /// Condition of the rule, in one line.
  public var summary: String {
    switch self {
    case .longHold: "A hold is long for anybody."
    case .holdForProfile: "A hold does not suit the people whom the profile is for."
    case .holdAfterFastBreathing: "A hold follows on fast breathing."
    case .fastBreathing: "Fast breathing goes on for long."
    case .many478: "There are many breaths of 4-7-8."
    case .shortCycle: "A breath is short for a profile of slow breathing."
    case .inhaleOverExhale: "A track for sleep inhales longer than it exhales."
    case .emptyHold: "A hold on empty lungs is long."
    case .verySlow: "Very slow breathing goes on for long."
    case .loudCue: "A track for sleep is loud."
    case .noExhale: "An inhale has no exhale."
    case .twoExhales: "Two exhales have no inhale between them."
    case .speechOverrun: "A text does not fit its phase."
    case .speechLate: "Words wait for the end of others."
    case .unknownVoice: "A voice is not there."
    case .otherLanguage: "The texts are in another language than the pattern."
    }
  }

  /// Threshold of the rule.
  public var number: String {
    switch self {
    case .longHold: "a hold over 20 s is a warning; over 30 s it needs 'allow'"
    case .holdForProfile: "any hold in 'cardiac'; over 4 s on full lungs in 'physio'"
    case .holdAfterFastBreathing:
      "10 or more breaths under 4 s each, in a row, followed within a minute by a hold over 5 s; it needs 'allow'"
    case .fastBreathing: "breaths under 3 s each, in a row, for more than 1 minute"
    case .many478: "more than 4 breaths are a note, more than 8 a warning; hold 1.75 and exhale 2 times the inhale"
    case .shortCycle: "a breath under 8 s in 'sleep' or 'cardiac'"
    case .inhaleOverExhale: "the inhales of a 'sleep' track last longer together than its exhales"
    case .emptyHold: "a hold over 10 s on empty lungs"
    case .verySlow: "breaths over 15 s each, in a row, for more than 5 minutes together; not in 'class'"
    case .loudCue: "in 'sleep', a cue more than 15 dB above the bed, or a loudness of -14 LUFS or more"
    case .noExhale: "a breath without an exhale, a note; a warning where the whole track never exhales"
    case .twoExhales: "an exhale without a text right after an exhale, a note"
    case .speechOverrun:
      "words end later than their phase, count or slot, as measured; where they cannot be spoken, by 500 ms, 70 ms a character and 250 ms a digit; a phase without time for its word is a note"
    case .speechLate: "words begin later than they are due, a note"
    case .unknownVoice: "a voice of espeak-ng that is not there, where espeak-ng is"
    case .otherLanguage: "texts with more frequent words of another language than of the pattern's, a note"
    }
  }

  /// Reason for the rule, without promises.
  public var reasoning: String {
    switch self {
    case .longHold:
      """
      Healthy people hold for about 16 to 38 seconds at most; with asthma, COPD or heart failure it is much less. \
      Other pacers draw a line at 30 seconds, too.
      """
    case .holdForProfile:
      "Straining against a held breath is risky for the heart."
    case .holdAfterFastBreathing:
      """
      Of 16 cases in water that were reported 4 ended in death, all four with intentional hyperventilation. Whoever allows this says: seated or lying, never in or near water, \
      never driving.
      """
    case .fastBreathing:
      """
      This is hyperventilation. It is not for people who are pregnant or have epilepsy, an aneurysm, cardiovascular \
      disease, glaucoma or recent surgery.
      """
    case .many478:
      "The breath is taught with 4 at a time in the first month, and with 8 at most after that."
    case .shortCycle: "Slow breathing is what these profiles are for."
    case .inhaleOverExhale: "Every protocol for sleep that was found leans on the exhale."
    case .emptyHold: "A long hold after an exhale brings air hunger."
    case .verySlow:
      """
      At 6 breaths a minute 37.5 % of untrained people fell below 30 mmHg of carbon dioxide on the first day. \
      Whoever allows this says: breathe gently, not deeply.
      """
    case .loudCue:
      "Bedrooms at night are to stay within 30 dB on average and 45 dB at most; a cue must not shout over its bed."
    case .noExhale: "This is most likely a slip of the pen."
    case .twoExhales: "This is most likely a slip of the pen: after an exhale there is little left to exhale."
    case .speechOverrun:
      "Rendering never shifts a breath to make room for words, so that they would run into the next phase."
    case .speechLate:
      "There is one voice, and it says one thing at a time: a name, a number, the word of the phase, a text."
    case .unknownVoice: "A track whose voice is not there would stay silent where it should speak."
    case .otherLanguage: "A voice speaks words of another language so that they are hard to understand."
    }
  }

  /// Source of the threshold.
  public var source: String {
    switch self {
    case .longHold: "compiled tables of breath-hold times, secondary; drafts of other pacers"
    case .holdForProfile: "a rule of this project"
    case .holdAfterFastBreathing: "CDC MMWR 64(19):518-521 (2015)"
    case .fastBreathing: "the usual contraindications to hyperventilation"
    case .many478: "Andrew Weil: at most 4 breaths in the first month, 8 after that"
    case .shortCycle, .emptyHold, .noExhale, .twoExhales: "a rule of this project"
    case .inhaleOverExhale: "the protocols for sleep that this project cites"
    case .verySlow: "PLOS ONE 0218550, n = 16"
    case .loudCue: "WHO night levels"
    case .speechOverrun: "rule 5 of the language: a text on a phase has to fit that phase"
    case .speechLate: "the section on speech of the language"
    case .unknownVoice, .otherLanguage: "a rule of this project"
    }
  }
}

extension Duration {
  /// The duration in milliseconds, rounded up.
  fileprivate var wholeMilliseconds: String {
    "\((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)ms"
  }
}
