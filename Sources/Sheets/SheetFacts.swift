import LanguageWords
import PatternLanguage
import Sidecars
import Timing

/// The facts below the title of a sheet: length, breaths, rate, the length of a count, and bells.
struct SheetFacts {
  /// Names and values, in order.
  private(set) var all: [(name: String, value: String)] = []
  private let words: SheetWords

  /// The largest number of bells whose times are listed.
  private static let mostBells = 4

  /// The facts of a whole track.
  init(of timeline: Timeline, words: SheetWords) {
    self.words = words
    add(length: timeline.length, breaths: timeline.breaths, rate: timeline.breathsPerMinute)
    add(count: timeline.pattern.settings.count)
    let bells = Self.bells(of: timeline)
    guard bells.count > 0 else { return }
    let times = bells.first.map { ClockText.short(seconds: $0.parts(ofSecond: 1)) }.joined(separator: ", ")
    all.append((words[.bells], times + (bells.count > bells.first.count ? ", … (\(bells.count) ×)" : "")))
  }

  /// The facts of an exercise in a programme.
  init(of part: ExercisePart, count: Duration, words: SheetWords) {
    self.words = words
    let rate =
      part.breaths > 0 && part.breathing > .zero ? Double(part.breaths) * 60 / part.breathing.seconds : nil
    add(length: part.length, breaths: part.breaths, rate: rate)
    add(count: count)
  }

  private mutating func add(length: Duration, breaths: Int, rate: Double?) {
    all.append((words[.length], words.spelled(length)))
    if breaths > 0 { all.append((words[.breaths], "\(breaths)")) }
    if let rate, breaths > 1 { all.append((words[.rate], words.decimal(rate))) }
  }

  private mutating func add(count: Duration) {
    if count != .seconds(1) {
      all.append((words[.countLength], "\(words.decimal(count.seconds, digits: 2)) s"))
    }
  }

  private static func bells(of timeline: Timeline) -> (first: [Duration], count: Int) {
    guard !timeline.pattern.settings.bells.isEmpty else { return ([], 0) }
    var (first, count) = ([Duration](), 0)
    for event in timeline where event.kind == .bell(.interval) {
      if first.count < mostBells { first.append(event.onset) }
      count += 1
    }
    return (first, count)
  }
}

/// A named part of a track, with its breaths and its length.
struct ExercisePart: Sendable {
  var name: String
  var start: Duration
  var length: Duration
  var breaths = 0
  /// The time of inhales, exhales and holds.
  var breathing = Duration.zero

  /// The outermost sections of a track that have one of these names, in order.
  static func parts(of timeline: Timeline, named names: Set<String>) -> [ExercisePart] {
    var parts: [ExercisePart] = []
    var counted = BreathCount()
    for event in timeline {
      switch event.kind {
      case .section(let name):
        guard names.contains(name), parts.last.map({ $0.start + $0.length <= event.onset }) ?? true else { continue }
        parts.append(ExercisePart(name: name, start: event.onset, length: event.duration))
        counted = BreathCount()
      case .phase(let phase):
        guard let part = parts.last, event.onset < part.start + part.length else { continue }
        counted += BreathCount(of: phase.phase)
        parts[parts.count - 1].breaths = counted.breaths
        if phase.phase.isBreathing { parts[parts.count - 1].breathing += event.duration }
      default: continue
      }
    }
    return parts
  }
}
