import Synchronization

/// A set of cues from its own text, such as ``Sounds/text(ofSet:)`` or a file of the user.
///
/// ```swift
/// let bowls = SoundSet.named("bowls")
/// ```
public struct SoundSet: Sendable, Hashable {
  /// Name of the set.
  public var title: String?
  /// Description of its sound or purpose.
  public var about: String?
  /// Cues of the set.
  public var sounds: Sounds

  /// Suffix of the names of files with a set.
  public static let fileExtension = ".sounds"

  /// Parses a set.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - library: library of the sets on which it is based.
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

  /// Returns a set of the language; `nil` for another name.
  public static func named(_ name: String) -> SoundSet? {
    if let known = read.withLock({ $0[name] }) { return known }
    guard let text = Sounds.text(ofSet: name) else { return nil }
    guard let set = try? SoundSet(parsing: text) else {
      preconditionFailure("A set that comes with the language is in order.")
    }
    read.withLock { $0[name] = set }
    return set
  }

  /// Cache of the sets that have been parsed, because each track of a batch needs one.
  private static let read = Mutex<[String: SoundSet]>([:])
}
