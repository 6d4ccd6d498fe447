import PatternLanguage
import Timing

/// A part of a picture: one phase, or a pause.
struct PictureCell: Sendable {
  /// The drawing in the cell.
  enum Content: Sendable, Hashable {
    /// A phase of a breath, with the lung volume at its start and end, from 0 to 1.
    case breath(from: Double, to: Double)
    /// Muscle work or its end.
    case muscle
    /// A rest, a text or a recording: breathing is not specified.
    case pause
  }

  var content: Content
  /// Class of the phase, which decides the colour.
  var style: String
  /// The number in large letters.
  var amount: String
  /// The lines below the number.
  var words: [String]
  var width: Double
  /// The width that the texts need.
  var leastWidth: Double
  /// Labels of the groups that begin with the cell, the outermost first.
  var opens: [String] = []
  /// The number of groups that end with the cell.
  var closes = 0

  static let amountSize = 15.0
  static let wordSize = 12.0
  /// Width of a second of a phase, before it is limited.
  private static let widthPerSecond = 9.0
  private static let widest = 112.0

  init(
    _ content: Content, style: String, lasting seconds: Double, amount: String, words: [String],
    measure: TextMeasure
  ) {
    self.content = content
    self.style = style
    self.amount = amount
    self.words = words
    let texts = [measure.width(amount, Self.amountSize, true)] + words.map { measure.width($0, Self.wordSize, false) }
    leastWidth = max((texts.max() ?? 0) + 8, 28)
    width = max(leastWidth, min(seconds * Self.widthPerSecond, Self.widest))
  }

  /// The cell in a row whose cells are this many times as wide. Below 1 only the width beyond that of the texts
  /// shrinks.
  func stretched(by factor: Double) -> PictureCell {
    var cell = self
    cell.width = factor >= 1 ? width * factor : leastWidth + (width - leastWidth) * factor
    return cell
  }
}

extension PictureCell {
  /// Returns the cells of folded steps, in one array for each of the outermost steps.
  static func units(of steps: [FoldedStep], words: SheetWords, measure: TextMeasure) -> [[PictureCell]] {
    var builder = CellBuilder(volumes: LungVolumes(of: steps), words: words, measure: measure)
    var units: [[PictureCell]] = []
    for run in steps.pausesMerged {
      let cells = builder.cells(of: run)
      if !cells.isEmpty { units.append(cells) }
    }
    return units
  }
}

/// An element of a picture: a phase, a group, or everything between two phases in which breathing is not specified.
private enum PictureItem {
  case phase(FoldedPhase)
  case pause(Duration, hasText: Bool)
  case group(FoldedGroup)
}

extension [FoldedStep] {
  /// The steps with consecutive rests, texts and recordings as one pause.
  fileprivate var pausesMerged: [PictureItem] {
    var items: [PictureItem] = []
    for step in self {
      let pause: (Duration, Bool)
      switch step {
      case .phase(let phase) where phase.kind == .rest: pause = (phase.first.duration, false)
      case .instruction(let text): pause = (Instruction(text: text).length, true)
      case .clip(let length): pause = (length, true)
      case .phase(let phase):
        items.append(.phase(phase))
        continue
      case .group(let group) where group.pauseLength != nil: pause = (group.pauseLength ?? .zero, true)
      case .group(let group):
        items.append(.group(group))
        continue
      }
      if case .pause(let time, let hasText)? = items.last {
        items[items.count - 1] = .pause(time + pause.0, hasText: hasText || pause.1)
      } else {
        items.append(.pause(pause.0, hasText: pause.1))
      }
    }
    return items
  }

  /// Whether a phase of a breath or of muscle work is in the steps.
  package var move: Bool {
    contains { step in
      switch step {
      case .phase(let phase): phase.kind != .rest
      case .group(let group): group.steps.move
      case .instruction, .clip: false
      }
    }
  }
}

extension FoldedGroup {
  /// The length of a group of rests and texts alone; `nil` for a group with breaths or muscle work.
  fileprivate var pauseLength: Duration? {
    guard !steps.move else { return nil }
    let once = steps.reduce(Duration.zero) { sum, step in
      switch step {
      case .phase(let phase): sum + phase.first.duration
      case .clip(let length): sum + length
      case .group(let group): sum + (group.pauseLength ?? .zero)
      case .instruction(let text): sum + Instruction(text: text).length
      }
    }
    return if case .times(let times) = kind { once * times } else { once }
  }
}

private struct CellBuilder {
  var volumes: LungVolumes
  let words: SheetWords
  let measure: TextMeasure
  /// The largest width to which cells grow so that their label fits.
  private static let widestLabel = 240.0

  mutating func cells(of item: PictureItem) -> [PictureCell] {
    switch item {
    case .phase(let phase): return [cell(of: phase)]
    case .pause(let time, let hasText):
      if time == .zero { return [] }
      return [
        PictureCell(
          .pause, style: "rest", lasting: time.seconds / 3, amount: words.spelled(time),
          words: [hasText ? words[.instruction] : words[.shortRest]], measure: measure)
      ]
    case .group(let group):
      var cells: [PictureCell] = []
      for item in group.steps.pausesMerged { cells += self.cells(of: item) }
      guard !cells.isEmpty else { return [] }
      let natural = cells.reduce(0) { $0 + $1.width }
      let label = (words.label(of: group) + (words.rest(of: group).map { " · \($0)" } ?? ""))
        .shortened(toWidth: max(Self.widestLabel, natural) - 12, measure: measure)
      cells[0].opens.insert(label, at: 0)
      cells[cells.count - 1].closes += 1
      let lack = measure.width(label, PictureCell.wordSize, true) + 12 - natural
      if lack > 0 {
        for index in cells.indices {
          cells[index].width += lack / Double(cells.count)
          cells[index].leastWidth = cells[index].width
        }
      }
      return cells
    }
  }

  private mutating func cell(of phase: FoldedPhase) -> PictureCell {
    let style: String
    switch phase.kind {
    case .hold: style = phase.isFull ? "fullHold" : "emptyHold"
    default: style = phase.kind.rawValue
    }
    let volume = volumes.next()
    return PictureCell(
      phase.kind.isBreathing ? .breath(from: volume.from, to: volume.to) : .muscle, style: style,
      lasting: max(phase.first.duration, phase.last.duration).seconds, amount: words.amount(of: phase),
      words: [words.short(phase)] + (phase.side.map { [words.name(of: $0)] } ?? []), measure: measure)
  }
}

/// Lung volumes of the phases of folded steps, each taken once and in order. Rests are left out.
private struct LungVolumes {
  private var changes: [LungVolume.Change]
  private var index = 0

  init(of steps: [FoldedStep]) {
    var settings = Settings()
    settings.ending = .none
    let phases = steps.phases.map { Step.phase(Phase($0.kind, .time(max($0.first.duration, .milliseconds(1))))) }
    changes = LungVolume(of: Timeline(of: Pattern(settings: settings, steps: phases))).filter { $0.phase != .rest }
  }

  mutating func next() -> (from: Double, to: Double) {
    defer { index += 1 }
    return index < changes.count ? (changes[index].from, changes[index].to) : (0, 0)
  }
}

extension [FoldedStep] {
  /// All phases in order, each group once.
  fileprivate var phases: [FoldedPhase] {
    flatMap { step -> [FoldedPhase] in
      switch step {
      case .phase(let phase): [phase]
      case .group(let group): group.steps.phases
      case .instruction, .clip: []
      }
    }
  }
}

extension String {
  /// The label with an ellipsis where it is wider than a width.
  fileprivate func shortened(toWidth width: Double, measure: TextMeasure) -> String {
    var text = self
    while text.count > 3, measure.width(text, PictureCell.wordSize, true) > width {
      text = shortened(to: text.count - 1)
    }
    return text
  }
}
