import FileStore
import BreathPacing

/// The logs of a batch, as files.
public enum LogFiles {
  private static let fileExtension = ".jsonl"
  /// Bytes of one log: a million tracks.
  private static let largest = 1 << 30

  /// The file of a log: the path itself, or in a folder, where one stands there or a slash at the end says so, a file of the
  /// shard's own. The folder is made.
  ///
  /// - Throws: where there can be no such folder.
  public static func path(at path: String, of shard: Shard?) throws -> String {
    guard path.hasSuffix("/") || (try? PathKind(of: path)) == .folder else { return path }
    try OutputFolder.make(path)
    return path.appendingComponent((shard.map { "shard-\($0.number)-of-\($0.count)" } ?? "batch") + fileExtension)
  }

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
