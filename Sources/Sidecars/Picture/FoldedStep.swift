import PatternLanguage

/// A step of a pattern as a picture or a sheet shows it: what repeats occurs once, with its number of times.
package indirect enum FoldedStep: Sendable, Hashable {
  case phase(FoldedPhase)
  /// A text that takes time of its own.
  case instruction(String)
  /// A recording, with its time.
  case clip(Duration)
  case group(FoldedGroup)
}

/// A phase, or the same phase of several rounds.
package struct FoldedPhase: Sendable, Hashable {
  /// The action of the breather.
  package var kind: Phase.Kind
  /// Whether the lungs are full during a hold.
  package var isFull: Bool
  /// The amount in the first round.
  package var first: FoldedAmount
  /// The amount in the last round; equal to the first if it does not change.
  package var last: FoldedAmount
  /// The nostril or side of the body; `nil` for both or none.
  package var side: Side?
  /// The text that is spoken with the phase; `nil` for none.
  package var text: String?
}

/// The length of a phase: a number of counts or a time.
package struct FoldedAmount: Sendable, Hashable {
  /// The number of counts; `nil` for a time.
  package var counts: Rational?
  /// The length in seconds, which is approximate in a paced breath.
  package var duration: Duration
}

/// Steps that belong together.
package struct FoldedGroup: Sendable, Hashable {
  /// The reason why the steps belong together.
  package var kind: Kind
  /// The steps, in order; those of the first round of several.
  package var steps: [FoldedStep]
  /// The rest between two rounds or sides; `nil` for none.
  package var rest: FoldedPhase?
  /// The numbers that are announced; `nil` for none.
  package var numbers: Numbers?
  /// A text that is spoken once, with the first breath; `nil` for none.
  package var text: String?
  /// The length of one count in a section; `nil` for that of the track.
  package var count: Duration?

  /// A reason why steps belong together.
  package enum Kind: Sendable, Hashable {
    /// The steps are played this many times.
    case times(Int)
    /// The steps are played for one side and then for the other.
    case sides(String, String)
    /// The steps have a name.
    case section(String)
    /// The steps are the same at the end of several sections in a row, which begin in ways of their own.
    case variants([Variant])
  }

  /// A section that ends as its neighbours do: its name, and the texts and rests at its beginning.
  package struct Variant: Sendable, Hashable {
    package var name: String
    package var steps: [FoldedStep]
  }

  /// The first and the last announced number.
  package struct Numbers: Sendable, Hashable {
    package var first: Int
    package var last: Int
  }
}

extension [FoldedStep] {
  /// The steps without their texts and numbers, and folded again: what differs only in its words repeats. Texts that are
  /// spoken between two phases, without a rest, are left out if they are short.
  package var withoutTexts: [FoldedStep] {
    var steps: [FoldedStep] = []
    for (index, step) in enumerated() {
      switch step {
      case .phase(var phase):
        phase.text = nil
        steps.append(.phase(phase))
      case .group(var group):
        (group.text, group.numbers) = (nil, nil)
        group.rest?.text = nil
        if case .variants(let variants) = group.kind { group.steps = (variants.first?.steps ?? []) + group.steps }
        group.steps = group.steps.withoutTexts
        steps.append(.group(group))
      case .instruction(let text):
        let length = Instruction(text: text).length
        let isBesideRest = [index - 1, index + 1].contains { indices.contains($0) && self[$0].isPause }
        if isBesideRest || length > Self.shortText { steps.append(.clip(length)) }
      case .clip: steps.append(step)
      }
    }
    return steps.folded
  }

  private static var shortText: Duration { .seconds(8) }

  /// The least number of sections that become variants.
  private static var leastVariants: Int { 3 }

  /// The steps with sections in a row that differ only in their names, and in the texts and rests at their beginnings, as
  /// variants of the same steps.
  package var variantsFolded: [FoldedStep] {
    var result: [FoldedStep] = []
    var index = 0
    while index < count {
      guard case .group(var group) = self[index] else {
        result.append(self[index])
        index += 1
        continue
      }
      let first = self[index].parts
      var variants: [FoldedGroup.Variant] = []
      for step in self[index...] {
        guard let parts = step.parts, parts.steps == first?.steps else { break }
        variants.append(parts.variant)
      }
      if let first, variants.count >= Self.leastVariants {
        group.kind = .variants(variants)
        group.steps = first.steps
        index += variants.count
      } else {
        index += 1
      }
      group.steps = group.steps.variantsFolded
      result.append(.group(group))
    }
    return result
  }

  /// The steps with equal consecutive sequences replaced by groups. A sequence before a group of the same steps becomes
  /// one more round of it.
  package var folded: [FoldedStep] {
    var result: [FoldedStep] = []
    var index = 0
    while index < count {
      var (length, rounds) = (1, 1)
      for candidate in 1...8 where index + 2 * candidate <= count {
        var repeats = 1
        while index + (repeats + 1) * candidate <= count,
          self[index..<index + candidate] == self[index + repeats * candidate..<index + (repeats + 1) * candidate]
        {
          repeats += 1
        }
        if repeats > 1, repeats * candidate > length * rounds { (length, rounds) = (candidate, repeats) }
      }
      let steps = Array(self[index..<index + length])
      if rounds == 1 || !steps.contains(where: \.isPlayed) {
        result += self[index..<index + length * rounds]
      } else {
        result.append(.group(FoldedGroup(kind: .times(rounds), steps: steps)))
      }
      result.absorbRoundsBeforeLastGroup()
      index += length * rounds
    }
    return result
  }

  private mutating func absorbRoundsBeforeLastGroup() {
    guard case .group(var group)? = last, case .times(let times) = group.kind, group.rest == nil else { return }
    var (start, rounds) = (count - 1, times)
    while start >= group.steps.count, Array(self[start - group.steps.count..<start]) == group.steps {
      start -= group.steps.count
      rounds += 1
    }
    guard rounds > times else { return }
    group.kind = .times(rounds)
    self[start...] = [.group(group)]
  }
}

extension FoldedStep {
  /// A section as its beginning and the steps after it; `nil` for another step, and for a section without a breath or
  /// muscle work, or with a count of its own.
  fileprivate var parts: (variant: FoldedGroup.Variant, steps: [FoldedStep])? {
    guard case .group(let group) = self, case .section(let name) = group.kind, group.count == nil, group.rest == nil,
      group.text == nil, group.numbers == nil, group.steps.move
    else { return nil }
    let beginning = Array(group.steps.prefix(while: \.isPause))
    return (.init(name: name, steps: beginning), Array(group.steps.dropFirst(beginning.count)))
  }

  /// Whether the step is a rest, a text or a recording.
  fileprivate var isPause: Bool {
    switch self {
    case .phase(let phase): phase.kind == .rest
    case .instruction, .clip: true
    case .group: false
    }
  }

  /// Whether the step is more than a text: runs of texts are not folded.
  fileprivate var isPlayed: Bool {
    switch self {
    case .phase, .clip, .group: true
    case .instruction: false
    }
  }

  /// The steps of two rounds as those of one, with the amounts of both; `nil` if the rounds differ in more than amounts
  /// and texts.
  static func merged(_ first: [FoldedStep], _ last: [FoldedStep]) -> [FoldedStep]? {
    guard first.count == last.count else { return nil }
    var steps: [FoldedStep] = []
    for (one, other) in zip(first, last) {
      switch (one, other) {
      case (.phase(var phase), .phase(let end)):
        guard phase.kind == end.kind, phase.side == end.side, phase.isFull == end.isFull else { return nil }
        phase.last = end.last
        steps.append(.phase(phase))
      case (.group(var group), .group(let end)):
        guard group.kind == end.kind, let inner = merged(group.steps, end.steps) else { return nil }
        group.steps = inner
        steps.append(.group(group))
      case (.instruction, .instruction), (.clip, .clip): steps.append(one)
      default: return nil
      }
    }
    return steps
  }
}
