import LanguageWords
import Timing

/// The breath of a track, reduced to the columns of a picture: the lowest and highest lung volume in each column, and
/// the time of each band.
struct BreathColumns: Sendable {
  struct Column: Sendable {
    /// Lung volume, from 0 to 1; `nil` if it is unknown.
    var level: Level?
    /// Seconds of each band in the column.
    var seconds = [Double](repeating: 0, count: BreathBand.allCases.count)
  }

  /// Course of the curve within a column, from 0 to 1.
  struct Level: Sendable {
    let entry: Double
    var exit: Double
    var low: Double
    var high: Double
  }

  private(set) var columns: [Column]
  /// Duration of a column.
  let secondsPerColumn: Double

  init(_ count: Int, of length: Duration) {
    columns = Array(repeating: Column(), count: count)
    secondsPerColumn = max(length.seconds, 0.001) / Double(count)
  }

  /// Adds a band to the columns of a time range, in seconds.
  mutating func mark(_ band: BreathBand, from start: Double, to end: Double) {
    forEachColumn(from: start, to: end) { column, from, to in
      column.seconds[band.rawValue] += to - from
    }
  }

  /// Draws a straight line from one lung volume to another over a time range, in seconds.
  mutating func draw(_ first: Double, to last: Double, from start: Double, to end: Double) {
    guard end > start else { return }
    let slope = (last - first) / (end - start)
    forEachColumn(from: start, to: end) { column, from, to in
      let (entry, exit) = (first + slope * (from - start), first + slope * (to - start))
      var level = column.level ?? Level(entry: entry, exit: exit, low: entry, high: entry)
      level.exit = exit
      level.low = min(level.low, entry, exit)
      level.high = max(level.high, entry, exit)
      column.level = level
    }
  }

  private mutating func forEachColumn(
    from start: Double, to end: Double, _ body: (inout Column, _ from: Double, _ to: Double) -> Void
  ) {
    var index = min(columns.count - 1, max(0, Int(start / secondsPerColumn)))
    while index < columns.count {
      let (left, right) = (Double(index) * secondsPerColumn, Double(index + 1) * secondsPerColumn)
      let (from, to) = (max(start, left), min(end, right))
      if to > from { body(&columns[index], from, to) }
      if right >= end { return }
      index += 1
    }
  }

  /// Returns the longest band of a column; `nil` if bands take less than half of it.
  func band(at index: Int) -> BreathBand? {
    let seconds = columns[index].seconds
    guard seconds.reduce(0, +) >= secondsPerColumn / 2 else { return nil }
    return BreathBand.allCases.max { seconds[$0.rawValue] < seconds[$1.rawValue] }
  }
}

/// Meaning of a colour in the picture.
enum BreathBand: Int, CaseIterable, Sendable {
  case inhale, fullHold, exhale, emptyHold
  /// Breaths that are too short in the picture for a colour per phase.
  case breathing
  case rest, tense, release
  /// A spoken text or a clip.
  case speech

  init(of movement: PhaseEvent) {
    self =
      switch movement.phase {
      case .inhale: .inhale
      case .exhale: .exhale
      case .hold: movement.lungs == .full ? .fullHold : .emptyHold
      case .rest: .rest
      case .tense: .tense
      case .release: .release
      }
  }

  /// The word for a phase of its own; nil for breaths and speech.
  var phrase: Phrase? {
    switch self {
    case .fullHold: .fullHold
    case .emptyHold: .emptyHold
    default: Phrase(rawValue: styleClass)
    }
  }

  var isBreathing: Bool { rawValue <= Self.breathing.rawValue }

  /// Class in the style sheet.
  var styleClass: String { "\(self)" }

  /// Colours of the light and the dark style, which also differ in lightness.
  var colours: (light: String, dark: String) {
    switch self {
    case .inhale: ("#a9d3f5", "#1d5c8f")
    case .fullHold: ("#d6c4f0", "#5b4391")
    case .exhale: ("#b5e3c0", "#1f6b45")
    case .emptyHold: ("#dfe3e8", "#3d4652")
    case .breathing: ("#c3e0ec", "#21586b")
    case .rest: ("#f3e7c9", "#5c4d22")
    case .tense: ("#f2b8ae", "#87392c")
    case .release: ("#f6dcc8", "#6b4a33")
    case .speech: ("#f5f0b5", "#66611c")
    }
  }
}
