/// Where a pattern finds the patterns that it uses: the shells know files, the language does not.
public struct PatternLibrary: Sendable {
  /// Why a pattern that is used cannot be had.
  public enum Failure: Error, Sendable, Hashable {
    case missing(suggestion: String?)
    /// It lies outside the folder within which patterns may use one another.
    case outsideRoot
    /// In the words of the system.
    case unreadable(String)
  }

  private let find: @Sendable (_ path: String, _ user: String) -> Result<SourceText, Failure>

  /// - Parameter find: given the path as it is written and the name of the text that writes it, the text that is used.
  public init(find: @escaping @Sendable (_ path: String, _ user: String) -> Result<SourceText, Failure>) {
    self.find = find
  }

  /// A library without patterns.
  public static let empty = PatternLibrary { _, _ in .failure(.missing(suggestion: nil)) }

  package func text(at path: String, usedBy user: String) -> Result<SourceText, Failure> { find(path, user) }
}
