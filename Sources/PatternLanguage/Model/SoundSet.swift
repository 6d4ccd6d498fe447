import Synchronization

/// A text that is nothing but a set of cues, as ``Sounds/text(ofSet:)`` gives it and a user may write it.
public struct SoundSet: Sendable, Hashable {
  /// What the set is called.
  public var title: String?
  /// What it sounds like, or is for.
  public var about: String?
  public var sounds: Sounds

  /// How the name of a file ends that holds one.
  public static let fileExtension = ".sounds"

  /// - Parameters:
  ///   - source: the text.
  ///   - library: where sets are found that it begins with.
  /// - Throws: `InvalidPattern`, with every problem of the text.
  public init(parsing source: SourceText, library: PatternLibrary = .empty) throws(InvalidPattern) {
    let findings = DiagnosticSink(library: library)
    let checker = SoundsChecker(evaluator: Evaluator(source: source, findings: findings), users: [source.name])
    let set = checker.set()
    guard findings.problems.isEmpty, let set else { throw InvalidPattern(source, findings.problems) }
    self = set
  }

  init(title: String?, about: String?, sounds: Sounds) {
    self.title = title
    self.about = about
    self.sounds = sounds
  }

  /// One of the sets that come with the language; `nil` for another name.
  public static func named(_ name: String) -> SoundSet? {
    if let known = read.withLock({ $0[name] }) { return known }
    guard let text = Sounds.text(ofSet: name) else { return nil }
    guard let set = try? SoundSet(parsing: text) else {
      preconditionFailure("A set that comes with the language is in order.")
    }
    read.withLock { $0[name] = set }
    return set
  }

  /// Those that have been asked for: every track of a batch asks.
  private static let read = Mutex<[String: SoundSet]>([:])
}
