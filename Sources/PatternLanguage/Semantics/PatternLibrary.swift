/// A source of the patterns that a pattern uses. The language itself does not access files; the caller supplies the
/// lookup.
///
/// ```swift
/// let library = PatternLibrary.empty   // every `use` of a file is reported as missing
/// ```
public struct PatternLibrary: Sendable {
  /// The reason why a used pattern is not available.
  public enum Failure: Error, Sendable, Hashable {
    case missing(suggestion: String?)
    /// The path is outside the folder within which patterns may use one another.
    case outsideRoot
    /// The file may not be read.
    case notReadable
    /// The name of the file is not UTF-8.
    case notUTF8
    /// The symbolic links on the path form a cycle.
    case symbolicLinkLoop
    /// The system refuses to read the file; the value is its message.
    case system(String)
  }

  private let find: @Sendable (_ path: String, _ user: String) -> Result<SourceText, Failure>

  /// Creates a library from a lookup function.
  ///
  /// - Parameter find: returns the text at a path, given the path as written and the name of the text that contains it.
  public init(find: @escaping @Sendable (_ path: String, _ user: String) -> Result<SourceText, Failure>) {
    self.find = find
  }

  /// A library without patterns: every lookup reports a missing file.
  public static let empty = PatternLibrary { _, _ in .failure(.missing(suggestion: nil)) }

  package func text(at path: String, usedBy user: String) -> Result<SourceText, Failure> { find(path, user) }
}
