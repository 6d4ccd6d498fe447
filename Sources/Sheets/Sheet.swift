import LanguageWords
public import PatternLanguage
import Sidecars
public import Timing

/// A class sheet: one page for each exercise, and a cover for a programme, before they are laid out.
///
/// ```swift
/// let sheet = Sheet(of: track.timeline, named: "brug")
/// let html = SheetHTML(of: [sheet]).text
/// ```
public struct Sheet: Sendable {
  /// The cover, if there is one, followed by the exercises in the order in which they are played.
  let pages: [SheetPage]
  let words: SheetWords

  /// The sheet of a track.
  ///
  /// - Parameters:
  ///   - timeline: the timeline of the track.
  ///   - name: the title of a pattern without one.
  ///   - notes: the titles and descriptions of the patterns that the track uses. A pattern that uses two or more of
  ///     them one after the other is a programme.
  public init(of timeline: Timeline, named name: String, using notes: [PatternNotes] = []) {
    let settings = timeline.pattern.settings
    words = SheetWords(of: settings.language)
    let title = settings.title.map(\.asLine).flatMap { $0.isEmpty ? nil : $0 } ?? name.asLine
    let steps = [FoldedStep](of: timeline.pattern)
    var page = SheetPage(title: title)
    page.facts = SheetFacts(of: timeline, words: words).all
    page.about = Self.paragraphs(settings.about)
    page.reasons = settings.allowances.map(\.reason.asLine)
    page.sources = settings.sources.map(\.asLine)

    let known = Dictionary(notes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let sections = steps.sections(named: Set(known.keys))
    guard sections.count > 1 else {
      page.steps = steps.variantsFolded
      pages = [page]
      return
    }
    let parts = ExercisePart.parts(of: timeline, named: Set(known.keys))
    var numbers: [String: Int] = [:]
    var exercises: [SheetPage] = []
    for section in sections where numbers[section.name] == nil {
      numbers[section.name] = exercises.count + 1
      var exercise = SheetPage(title: section.name.asLine)
      exercise.number = exercises.count + 1
      exercise.steps = section.steps.variantsFolded
      if let part = parts.first(where: { $0.name == section.name }) {
        exercise.facts = SheetFacts(of: part, count: section.count ?? settings.count, words: words).all
      }
      exercise.about = Self.paragraphs(known[section.name]?.about)
      exercise.sources = known[section.name]?.sources.map(\.asLine) ?? []
      exercise.reasons = known[section.name]?.reasons.map(\.asLine) ?? []
      exercises.append(exercise)
    }
    page.parts = parts.map {
      SheetPage.Part(number: numbers[$0.name] ?? 0, title: $0.name.asLine, start: $0.start, length: $0.length)
    }
    pages = [page] + exercises
  }

  /// The number of pages, if each exercise fits in one.
  public var pageCount: Int { pages.count }

  private static func paragraphs(_ text: String?) -> [String] {
    (text ?? "").split(whereSeparator: \.isNewline).map { String($0).asLine }.filter { !$0.isEmpty }
  }
}

/// The name and the settings of a pattern that a track uses.
///
/// ```swift
/// let notes = track.usedPatterns.map { PatternNotes(name: $0.name, settings: $0.settings) }
/// ```
public struct PatternNotes: Sendable, Hashable {
  let name: String
  let about: String?
  let sources: [String]
  let reasons: [String]

  /// The notes of a pattern.
  ///
  /// - Parameters:
  ///   - name: the title or the name of the file, which is the name of the section that uses the pattern.
  ///   - settings: the settings of the pattern.
  public init(name: String, settings: Settings) {
    self.name = name
    about = settings.about
    sources = settings.sources
    reasons = settings.allowances.map(\.reason)
  }
}

/// The content of one page.
struct SheetPage: Sendable {
  var title: String
  /// The number of an exercise in its programme; `nil` for a cover or a single exercise.
  var number: Int?
  var facts: [(name: String, value: String)] = []
  /// The exercises of a programme, in order; empty for an exercise.
  var parts: [Part] = []
  /// The steps of an exercise; empty for a cover.
  var steps: [FoldedStep] = []
  /// Paragraphs about purpose and cautions.
  var about: [String] = []
  /// Reasons why advice does not apply.
  var reasons: [String] = []
  var sources: [String] = []

  /// An exercise in the list of a cover.
  struct Part: Sendable {
    var number: Int
    var title: String
    var start: Duration
    var length: Duration
  }

  init(title: String) { self.title = title }
}

/// The steps of a section.
private struct NamedSteps {
  var name: String
  var steps: [FoldedStep]
  var count: Duration?
}

extension [FoldedStep] {
  /// The outermost sections with one of these names, in order.
  fileprivate func sections(named names: Set<String>) -> [NamedSteps] {
    flatMap { step -> [NamedSteps] in
      guard case .group(let group) = step else { return [] }
      if case .section(let name) = group.kind, names.contains(name) {
        return [NamedSteps(name: name, steps: group.steps, count: group.count)]
      }
      return group.steps.sections(named: names)
    }
  }
}
