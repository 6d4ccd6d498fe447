import Advice
import PatternLanguage
import Timing

extension Timeline {
  init(_ text: String, library: PatternLibrary = .empty) throws {
    self.init(of: try Pattern(parsing: SourceText(text), library: library))
  }

  /// What is advised, in one line each: `very-slow warning 0s ×1`.
  var adviceLines: [String] {
    advice.map { "\($0.rule.rawValue) \($0.severity) \(($0.instant ?? .zero).spelled) ×\($0.times)" }
  }
}
