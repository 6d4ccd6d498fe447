/// The logs of a batch, as files.
public enum LogFiles {
  private static let fileExtension = ".jsonl"
  /// Bytes of one log: a million tracks.
  private static let largest = 1 << 30

  /// The texts of a log, or of all logs in a folder.
  ///
  /// - Throws: `InputError`.
  public static func texts(at path: String) throws -> [String] {
    guard try PathKind(of: path) == .folder else { return [try text(at: path)] }
    let names = PatternFiles.entries(in: path).filter { $0.hasSuffix(fileExtension) && !$0.hasPrefix(".") }
    guard !names.isEmpty else { throw InputError(path, .noLogs) }
    return try names.map { try text(at: path.appendingComponent($0)) }
  }

  private static func text(at path: String) throws -> String {
    try PatternInput.file(path).read(atMost: largest).text
  }
}
