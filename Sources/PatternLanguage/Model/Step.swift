/// One thing that a pattern asks for, in the order of the text.
public indirect enum Step: Sendable, Hashable {
  case phase(Phase)
  case breaths(Breaths)
  case repetition(Repetition)
  case sides(Sides)
  case section(Section)
  case instruction(Instruction)
  case clip(Clip)
}

extension [Step] {
  /// Whether a phase of a kind is among what is played.
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
  /// Whether a block among them announces numbers of its own at the start of such a phase.
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

  /// The shortest phase that is played.
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
  /// Whether any phase in it is heard on one side.
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

/// Steps that are played once for each side of the body.
public struct Sides: Sendable, Hashable {
  /// The side that comes first.
  public var first: NamedSide
  /// The side that comes behind it.
  public var second: NamedSide
  /// What is played for each side.
  public var steps: [Step]

  public init(first: NamedSide, second: NamedSide, steps: [Step]) {
    self.first = first
    self.second = second
    self.steps = steps
  }

  /// A name that is shown, and where it is heard.
  public struct NamedSide: Sendable, Hashable {
    public var name: String
    public var side: Side

    public init(name: String, side: Side) {
      self.name = name
      self.side = side
    }
  }
}

/// A part of a track that has a name.
public struct Section: Sendable, Hashable {
  public var name: String
  /// The length of one count in it, where it differs from the track's: a pattern that is used keeps its own.
  public var count: Duration?
  public var steps: [Step]

  public init(name: String, count: Duration? = nil, steps: [Step]) {
    self.name = name
    self.count = count
    self.steps = steps
  }
}

/// A spoken instruction that takes time of its own.
public struct Instruction: Sendable, Hashable {
  /// What is said.
  public var text: String

  public init(text: String) {
    self.text = text
  }

  /// The time it is given: half a second, 70 ms for each character (about 14 characters a second, calm speech), and
  /// 250 ms more for each digit, which is said as a word. All of 80 Dutch and English sentences fit in it.
  ///
  /// It is an estimate on purpose: a track's times do not depend on which voice is installed.
  public var length: Duration {
    var (characters, digits) = (0, 0)
    for byte in text.utf8 {
      if !UTF8.isContinuation(byte) { characters += 1 }
      if byte.isDigit { digits += 1 }
    }
    return .milliseconds(500 + 70 * characters + 250 * digits)
  }
}

/// A recording of the teacher's own, with the time that it is given.
public struct Clip: Sendable, Hashable {
  /// A path below the pattern's folder.
  public var file: String
  public var length: Duration

  public init(file: String, length: Duration) {
    self.file = file
    self.length = length
  }
}
