/// Words that are heard without a pause: a text, a number, the words of an event, or a recording among the steps.
///
/// ```swift
/// let words = Utterance.text("Ga op je rug liggen")
/// ```
public enum Utterance: Sendable, Hashable {
  /// A text of the pattern, or the name of a section or a side.
  case text(String)
  /// A number of a countdown, or a spoken count.
  case number(Int)
  /// The words of an event, such as `inhale`, in the language of the pattern.
  case phrase(String)
  /// The word that is added to the cue of a phase, by the name of its event, such as `inhale`; short for a phase that
  /// is too short for the usual one.
  case word(String, isShort: Bool)
  /// A recording of a `clip` step, by its path. It sounds the same in every voice.
  case clip(String)
}

/// The measured lengths of utterances in each voice.
///
/// ```swift
/// var lengths = SpokenLengths()
/// lengths[.text("laat los"), by: nil] = .milliseconds(640)
/// ```
public struct SpokenLengths: Sendable, Hashable {
  private var lengths: [Voice?: [Utterance: Duration]] = [:]

  /// A table without lengths.
  public init() {}

  /// The length of an utterance, without silence before and after it; `nil` if it is not known.
  ///
  /// - Parameters:
  ///   - utterance: the words.
  ///   - voice: the voice of a pattern or a section; `nil` for the usual voice of the language.
  public subscript(utterance: Utterance, by voice: Voice?) -> Duration? {
    get { lengths[Self.speaker(of: utterance, voice)]?[utterance] }
    set { lengths[Self.speaker(of: utterance, voice), default: [:]][utterance] = newValue }
  }

  private static func speaker(of utterance: Utterance, _ voice: Voice?) -> Voice? {
    if case .clip = utterance { nil } else { voice }
  }

  /// Gives a voice the lengths of another one, for a command that the pattern does not store.
  package mutating func copy(_ voice: Voice, to other: Voice) { lengths[other] = lengths[voice] }
}

/// The lengths that a pattern needs before its steps can be timed, because a `say` or a `clip` lasts as long as it
/// sounds.
public struct LengthRequest: Sendable {
  /// An utterance and the voice that says it.
  public struct Entry: Sendable, Hashable {
    /// The words.
    public let utterance: Utterance
    /// The voice; `nil` for the usual voice of the language.
    public let voice: Voice?

    /// An utterance in a voice.
    public init(_ utterance: Utterance, by voice: Voice?) {
      self.utterance = utterance
      self.voice = voice
    }
  }

  /// The wanted utterances.
  public let entries: Set<Entry>
  /// The settings of the pattern.
  public let settings: Settings
  /// The pattern with estimated lengths; `nil` if it has problems with them.
  public let draft: Pattern?
}

/// The pause between two utterances.
public enum Speech {
  /// The shortest silence between the end of one utterance and the beginning of the next.
  public static let pause = Duration.milliseconds(150)
}
