/// A step of a pattern.
///
/// ```swift
/// let step = Step.phase(Phase(.inhale, .counts(4)))
/// ```
public indirect enum Step: Sendable, Hashable {
  /// A single phase.
  case phase(Phase)
  /// A repeated breath.
  case breaths(Breaths)
  /// Repeated steps.
  case repetition(Repetition)
  /// Steps for each side of the body.
  case sides(Sides)
  /// A named part.
  case section(Section)
  /// A spoken instruction.
  case instruction(Instruction)
  /// A recording.
  case clip(Clip)
}

extension [Step] {
  /// Returns whether the steps contain a phase of a kind that is played.
  public func play(_ kind: Phase.Kind) -> Bool {
    contains { step in
      switch step {
      case .phase(let phase): phase.kind == kind && !phase.isLeftOut
      case .breaths(let breaths): breaths.phases.contains { $0.kind == kind && !$0.isLeftOut }
      case .repetition(let repetition): repetition.rounds.given != 0 && repetition.rounds.all.contains { $0.play(kind) }
      case .sides(let sides): sides.steps.play(kind)
      case .section(let section): section.steps.play(kind)
      case .instruction, .clip: false
      }
    }
  }
}

extension [Step] {
  /// Returns whether a block in the steps announces its own numbers at the start of a phase of this kind.
  func announce(on place: Announcement.Place) -> Bool {
    let sounds = { (announcement: Announcement?) in
      announcement.map { $0.place == place && !$0.isInTexts } ?? false
    }
    return contains { step in
      switch step {
      case .breaths(let breaths): sounds(breaths.announcement) && !breaths.isLeftOut
      case .repetition(let repetition):
        repetition.rounds.given != 0
          && (sounds(repetition.announcement) || repetition.rounds.all.contains { $0.announce(on: place) })
      case .sides(let sides): sides.steps.announce(on: place)
      case .section(let section): section.steps.announce(on: place)
      case .phase, .instruction, .clip: false
      }
    }
  }

  /// Returns the length of the shortest phase that is played; `nil` if there is none.
  func shortestPhase(count: Duration) -> Duration? {
    compactMap { step in
      switch step {
      case .phase(let phase): phase.length.isZero ? nil : phase.duration(count: count)
      case .breaths(let breaths): breaths.shortestPhase(in: BreathSchedule(of: breaths, count: count))
      case .repetition(let repetition):
        repetition.rounds.given == 0
          ? nil : repetition.rounds.all.compactMap { $0.shortestPhase(count: count) }.min()
      case .sides(let sides): sides.steps.shortestPhase(count: count)
      case .section(let section): section.steps.shortestPhase(count: section.count ?? count)
      case .instruction, .clip: nil
      }
    }.min()
  }
}

extension Step {
  /// Whether any phase is heard on one side only.
  var usesSides: Bool {
    switch self {
    case .phase(let phase): phase.side != nil
    case .breaths(let breaths): breaths.phases.contains { $0.side != nil }
    case .repetition(let repetition):
      repetition.rounds.all.contains { $0.contains(where: \.usesSides) }
    case .section(let section): section.steps.contains(where: \.usesSides)
    case .sides: true
    case .instruction, .clip: false
    }
  }
}

/// A spoken instruction that takes time of its own.
///
/// ```swift
/// let length = Instruction(text: "Sit upright.", slot: .seconds(5)).length
/// ```
public struct Instruction: Sendable, Hashable {
  /// Text to be spoken.
  public var text: String
  /// The time that the pattern gives it; `nil` for as long as its words.
  public var slot: Duration?
  /// The time that its words take in the track, measured in the voice that says them; `nil` if that is not known.
  public var measured: Duration?

  /// Creates an instruction.
  public init(text: String, slot: Duration? = nil, measured: Duration? = nil) {
    self.text = text
    self.slot = slot
    self.measured = measured
  }

  /// The time before the next step: the slot, or else the length of the words, or else their reading time.
  public var length: Duration { slot ?? measured ?? Self.readingTime(of: text) }

  /// Returns the time in which a text can be read, also the estimate of the time in which it is spoken: 500 ms, plus 70
  /// ms for each character (about 14 characters per second, calm speech), plus 250 ms for each digit, which is spoken
  /// as a word. All of 80 measured Dutch and English sentences fit in it.
  public static func readingTime(of text: String) -> Duration {
    var (characters, digits) = (0, 0)
    for byte in text.utf8 {
      if !UTF8.isContinuation(byte) { characters += 1 }
      if byte.isDigit { digits += 1 }
    }
    return .milliseconds(500 + 70 * characters + 250 * digits)
  }
}

/// A recording that takes time of its own.
///
/// ```swift
/// let clip = Clip(file: "intro.wav", slot: .seconds(12))
/// ```
public struct Clip: Sendable, Hashable {
  /// Path below the pattern's folder.
  public var file: String
  /// The time that the pattern gives it; `nil` for as long as the recording.
  public var slot: Duration?
  /// The time that the recording takes in the track; `nil` if that is not known.
  public var measured: Duration?

  /// A clip with or without a slot.
  public init(file: String, slot: Duration? = nil, measured: Duration? = nil) {
    self.file = file
    self.slot = slot
    self.measured = measured
  }

  /// The time before the next step: the slot, or else the length of the recording, or else ``estimate``.
  public var length: Duration { slot ?? measured ?? Self.estimate }

  /// The length of a recording that is not known.
  public static let estimate = Duration.seconds(3)
}
