import PatternBuilding
import PatternLanguage

/// Patterns that the language allows, from a seed: as values, so that they owe nothing to any text.
package struct RandomPattern {
  private var random: SeededNumbers

  package init(seed: UInt64) { random = SeededNumbers(seed: seed) }

  package mutating func pattern() -> Pattern {
    var settings = Settings()
    if flip() { settings.title = text() }
    if flip() { settings.about = text() }
    for _ in 0..<Int(next() % 3) { settings.sources.append(text()) }
    if flip() { settings.language = pick(["nl", "pt-BR", "de-1996"]) }
    if flip() { settings.profile = pick(Profile.allCases) }
    settings.ending = settings.profile?.ending ?? settings.ending
    if flip() { settings.ending = pick([.none, .bell(ring: Ending.usualRing), .bell(ring: .milliseconds(1500))]) }
    if flip() { settings.count = pick([.milliseconds(900), .seconds(1) / 3, .seconds(2)]) }
    if flip() { settings.leadIn = pick([.seconds(3), .milliseconds(500), .seconds(600)]) }
    if flip() { settings.fadeIn = .milliseconds(40) }
    if flip() { settings.fadeOut = .milliseconds(50) }
    if flip() {
      settings.voice = pick([
        .silent, .named("nl"), .named("a b"), .command("x \"{y}\""), .folder("z\\"), .piper("nl_NL-mls-medium"),
      ])
    }
    if flip() { settings.bed = bed() }
    if flip() {
      settings.bells = [IntervalBell(.half, saying: flip() ? text() : nil), IntervalBell(.at(.milliseconds(100)))]
    }
    if flip() { settings.loudness = pick([-23, Rational(-35, over: 2)]) }
    if flip() { settings.sounds = sounds() }
    // No voice says them.
    if settings.voice == .silent { settings.sounds?.hasWords = false }
    if flip() { settings.parameters = [Parameter(name: "unit", value: value(), text: flip() ? text() : nil)] }
    if flip() { settings.allowances = [Allowance(rule: pick(["long-hold", "many-4-7-8"]), reason: text())] }
    // Some steps may be left out, so that one more is sure to be played.
    var steps = steps(depth: 0) + [.phase(Phase(.exhale, .counts(4)))]
    if next() % 4 == 0 {
      let fill = time()
      steps.append(.phase(Phase(.rest, .fill(share: pick([1, 2]), fill))))
      let length = DurationMetrics(of: steps, count: settings.count).length
      settings.lasting = settings.leadIn + length + settings.ending.length
    }
    return Pattern(settings: settings, steps: steps)
  }

  // MARK: Settings

  private mutating func bed() -> Bed {
    Bed(pick([.none, .white, .ocean, .clip("zee/lang \"2\".flac")]), level: level(), isFollowing: flip())
  }

  private mutating func bell() -> IntervalBell {
    // Short enough for any pattern.
    IntervalBell(
      pick([.half, .every(.seconds(1)), .at(.milliseconds(100)), .beforeEnd(.milliseconds(100))]),
      saying: flip() ? text() : nil)
  }

  private mutating func level() -> Rational? { pick([nil, 0, -38, Rational(-41, over: 4)]) }

  private mutating func sounds() -> Sounds {
    var sounds = Sounds(set: pick([nil, "bowls", "night"]), withWords: next() % 3 == 0)
    for event in Sounds.events where next() % 4 == 0 {
      sounds.cues[event] = pick([
        [CueLayer(.glide, pitches: ["A3", "E4"], level: level(), rise: .milliseconds(250))], [CueLayer(.none)],
        [CueLayer(.clip, file: text()), CueLayer(.tick, ring: .milliseconds(60))],
        [CueLayer(.tone, pitches: ["440Hz"])],
      ])
    }
    return sounds
  }

  private mutating func value() -> Value {
    pick([
      .number(Rational(22, over: 7)), .time(.seconds(10) / 3), .rate(Rational(11, over: 2)), .level(-12),
      .loudness(-23), .text(text()), .side(.right),
    ])
  }

  // MARK: Steps

  private mutating func steps(depth: Int) -> [Step] { (0...Int(next() % 3)).map { _ in step(depth: depth) } }

  private mutating func step(depth: Int) -> Step {
    switch next() % (depth < 3 ? 13 : 5) {
    case 0: .phase(phase())
    case 1, 2: .breaths(breaths())
    case 3: .instruction(Instruction(text: text()))
    case 4: .clip(Clip(file: text(), slot: time()))
    case 5: .repetition(repetition(.same(pick([1, 2, 3]), steps(depth: depth + 1))))
    case 6: varying(depth: depth)
    case 7: .sides(sides(depth: depth))
    case 8: .section(guided(depth: depth))
    case 9: .repetition(counted())
    case 10: .repetition(paced(depth: depth))
    case 11:
      pick([
        .repetition(Repetition(.same(0, [.phase(phase())]), resting: resting())), .phase(Phase(.hold, .counts(0))),
        .breaths(Breaths(.number(0), phases: [Phase(.inhale, .counts(4))])),
        .repetition(Repetition(.lasting(.seconds(40), [.phase(Phase(.tense, .counts(5)))]), resting: resting())),
      ])
    default: .section(Section(name: text(), count: .milliseconds(700 + depth * 50), steps: steps(depth: depth + 1)))
    }
  }

  /// A section with a sound of its own.
  private mutating func guided(depth: Int) -> Section {
    var section = Section(
      name: text(), sounds: flip() ? sounds() : nil,
      voice: pick([nil, .silent, .named("de"), .folder("eigen"), .piper("de")]),
      bells: flip() ? [bell()] : [], steps: [.phase(Phase(.rest, .time(.seconds(4))))] + steps(depth: depth + 1))
    if section.voice == .silent { section.sounds?.hasWords = false }
    return section
  }

  /// Rounds in which one phase changes evenly, and one inside another block.
  private mutating func varying(depth: Int) -> Step {
    let around = steps(depth: depth + 1)
    let rounds = pick([2, 3, 5, 8])
    let name = text()
    let all = (0..<rounds).map { round -> [Step] in
      let counts = Rational(Int64(2 * (rounds - 1) + 3 * round), over: Int64(rounds - 1))
      let time = Duration.seconds(4 + round)
      return around + [
        .phase(Phase(.hold, .counts(counts), text: name)),
        .section(Section(name: name, steps: [.phase(Phase(.rest, .time(time)))])),
        .breaths(Breaths(.number(2 + round), phases: [Phase(.inhale, .counts(4)), Phase(.exhale, .counts(5))])),
      ]
    }
    return .repetition(repetition(.varying(all)))
  }

  /// Rounds, or breaths in them, that have numbers; the phases are long enough for them.
  private mutating func counted() -> Repetition {
    let steps = [4, 5, 6, 3].enumerated().map { index, counts in
      Step.phase(Phase(index % 2 == 0 ? .inhale : .exhale, .counts(Rational(counts))))
    }
    let rounds = pick([1, 2, 3])
    var announcement = Announcement(
      pick(Announcement.Direction.allCases), of: pick(Announcement.Unit.allCases), every: pick([1, 1, 2]),
      place: pick(Announcement.Place.allCases))
    if announcement.every == 2 || flip() {
      let time = Repetition.Rounds.lasting(.seconds(70), steps)
      return Repetition(time, resting: resting(), announcement: announcement)
    }
    let total = announcement.unit == .rounds ? rounds : 2 * rounds
    if flip() {
      announcement.first = announcement.direction == .countdown ? total + 3 : 7
      if flip() { announcement.last = announcement.number(ofRound: total - 1, of: total) }
    }
    guard announcement.unit == .rounds, flip() else {
      return Repetition(.same(rounds, steps), resting: resting(), announcement: announcement)
    }
    announcement.isInTexts = true
    let words = text()
    let all = (0..<rounds).map { round in
      [.instruction(Instruction(text: "\(announcement.number(ofRound: round, of: rounds)) \(words)"))] + steps
    }
    return Repetition(.varying(all), resting: resting(), announcement: announcement)
  }

  /// Rounds at a rate, in which everything is in counts.
  private mutating func paced(depth: Int) -> Repetition {
    let breath = [
      Phase(.inhale, .counts(counts())), Phase(.exhale, .counts(counts()), to: flip() ? .counts(counts()) : nil),
    ]
    let inner: [Step] = pick([
      [.breaths(Breaths(.number(2), phases: breath))],
      [.section(Section(name: text(), steps: breath.map { .phase(Phase($0.kind, $0.length)) }))],
      [.repetition(Repetition(.same(2, [.phase(Phase(.inhale, .counts(4))), .phase(Phase(.exhale, .counts(5)))])))],
    ])
    let steps: [Step] = [.phase(Phase(.inhale, .counts(3))), .phase(Phase(.exhale, .counts(counts())))] + inner
    return Repetition(
      flip() ? .same(pick([1, 3]), steps) : .lasting(.seconds(100), steps), resting: resting(),
      pace: pick([6, Rational(16, over: 3)]), to: flip() ? Rational(9, over: 2) : nil)
  }

  private mutating func sides(depth: Int) -> Sides {
    let left = Sides.NamedSide(name: "links", side: .left)
    let right = Sides.NamedSide(name: "de andere", side: .right)
    let steps = steps(depth: depth + 1)
    let (first, second) = flip() ? (left, right) : (right, left)
    let resting = resting()
    // Words of each side between the same steps.
    let words = [first, second].map { side in [Step.instruction(Instruction(text: "til \(side.name) op"))] + steps }
    return Sides(
      first: first, second: second, steps: words[0], secondSteps: flip() ? words[1] : words[0], resting: resting,
      saying: resting > .seconds(9) && flip() ? text() : nil, countdown: resting > .seconds(9) && flip() ? 1 : nil)
  }

  private mutating func repetition(_ rounds: Repetition.Rounds) -> Repetition {
    let resting = resting()
    let isLong = resting > .seconds(9)
    return Repetition(
      rounds, resting: resting, saying: isLong && flip() ? text() : nil, countdown: isLong && flip() ? 1 : nil)
  }

  private mutating func phase() -> Phase {
    Phase(
      pick(Phase.Kind.allCases), flip() ? .time(time()) : .counts(counts()), side: pick([nil, .left, .right]),
      text: flip() ? text() : nil, countdown: nil)
  }

  private mutating func breaths() -> Breaths {
    let isPaced = flip()
    var phases = [Phase.Kind.inhale, .hold, .exhale].map { kind in
      Phase(kind, .counts(counts()), to: flip() ? .counts(counts()) : nil, side: flip() ? .left : nil)
    }
    if flip() { phases[1] = Phase(.hold, .counts(0), to: flip() ? .counts(3) : nil) }
    var announcement = Announcement(
      pick(Announcement.Direction.allCases), every: pick([1, 2]), place: pick(Announcement.Place.allCases))
    // Few and short numbers, so that they fit every phase.
    let isAnnounced = next() % 3 == 0 && phases[0].length.counts! >= 3 && isPaced
    if isAnnounced, flip() {
      announcement.isInTexts = true
      phases[2].text = "\(Announcement.numberMark) \(text())"
    }
    return Breaths(
      pick([.number(3), .number(4), .time(.seconds(45)), .exactly(.seconds(50))]),
      pace: isPaced ? pick([6, Rational(16, over: 3)]) : nil,
      to: isPaced && flip() ? Rational(9, over: 2) : nil, phases: phases,
      announcement: isAnnounced ? announcement : nil, text: flip() ? text() : nil)
  }

  // MARK: Values

  private mutating func counts() -> Rational { pick([4, 6, Rational(7, over: 2), Rational(10, over: 3), 5]) }

  private mutating func time() -> Duration {
    pick([
      .seconds(4), .milliseconds(700), .seconds(90), .seconds(10) / 3, Duration(attoseconds: 2_123_456_789_012_345_678),
      .microseconds(1_500_001), .nanoseconds(1_500_000_001),
    ])
  }

  private mutating func resting() -> Duration { pick([.zero, .seconds(30), .seconds(1) / 3]) }

  private mutating func text() -> String {
    pick(["laat los", "\"aan\" {halen}", "\\", "één · 深呼吸 · 🧘🏽‍♀️", "# geen commentaar; }", "tab\there", "e\u{301}n"])
  }

  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[Int(next() % UInt64(choices.count))] }
  private mutating func flip() -> Bool { next() % 2 == 0 }

  private mutating func next() -> UInt64 { random.next() }
}
