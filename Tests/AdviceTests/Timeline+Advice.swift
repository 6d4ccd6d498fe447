import Advice
import PatternLanguage
import Timing

extension Timeline {
  /// The timeline of a text with words of these lengths; others are estimates.
  convenience init(_ text: String, library: PatternLibrary = .empty, spoken: [String: Duration] = [:]) throws {
    var lengths = SpokenLengths()
    for (text, length) in spoken { lengths[.text(text), by: nil] = length }
    self.init(of: try Pattern(parsing: SourceText(text), library: library), speaking: lengths)
  }

  /// What is advised, in one line each: `very-slow warning 0s ×1`.
  var adviceLines: [String] {
    advice.map { "\($0.rule.rawValue) \($0.severity) \(($0.instant ?? .zero).spelled) ×\($0.times)" }
  }
}
