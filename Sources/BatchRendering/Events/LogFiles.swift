import BreathPacing
import CSystem
import FileStore
import PatternLanguage
import Platform
import SoundFiles

/// The files of the logs of a batch.
///
/// ```swift
/// let path = try LogFiles.path(at: "logs/", of: Shard(3, of: 7))  // logs/shard-3-of-7.jsonl
/// ```
public enum LogFiles {
  private static let fileExtension = ".jsonl"
  /// The largest log in bytes, for a million tracks.
  private static let largest = 1 << 30

  /// Returns the path of a log: the given path, or a file of the shard in it, if it is a folder or ends in a slash. The
  /// folder is created.
  ///
  /// - Throws: `FileError`, if the folder cannot be created.
  public static func path(at path: String, of shard: Shard?) throws -> String {
    guard path.hasSuffix("/") || FileKind(following: path) == .folder else { return path }
    try OutputFolder.make(path)
    return path.appendingComponent((shard.map { "shard-\($0.number)-of-\($0.count)" } ?? "batch") + fileExtension)
  }

  /// Opens the log of a batch for reading and appending, and creates it if it is missing.
  ///
  /// - Parameters:
  ///   - path: the path of the file, or of a folder of logs; see ``path(at:of:)``.
  ///   - shard: the part of the batch that is rendered.
  ///   - plan: the plan of the batch; a file that it reads or writes cannot be the log.
  ///   - folder: the output folder, if there is one.
  /// - Returns: the path of the file, and its descriptor, which the caller closes.
  /// - Throws: `FileError`, if the file cannot be opened; `LogRefusal`, if it is not a log or has another use.
  public static func open(
    at path: String, of shard: Shard?, for plan: BatchPlan, in folder: String?
  ) throws -> (path: String, descriptor: Int32) {
    let path = try self.path(at: path, of: shard)
    guard Container(ofFileAt: path) == nil, !path.hasSuffix(PatternFiles.fileExtension),
      !path.hasSuffix(SoundSet.fileExtension)
    else { throw LogRefusal(path: path, problem: .namedLikeAnother) }
    let used = plan.usedFiles(in: folder)
    // Folders are compared by identity and files by name, since neither file need exist.
    let place = FileIdentity(of: path.folderOrWorking)
    if place != nil,
      let other = used.first(where: { used in
        used.lastComponent.folded == path.lastComponent.folded && FileIdentity(of: used.folderOrWorking) == place
      })
    {
      throw LogRefusal(path: path, problem: .used(other))
    }
    let descriptor = try AppendedFile.open(at: path)
    do {
      try requireOurs(descriptor, at: path, besides: used)
    } catch {
      close(descriptor)
      throw error
    }
    return (path, descriptor)
  }

  private static func requireOurs(_ descriptor: Int32, at path: String, besides used: [String]) throws {
    let identity = FileIdentity(of: descriptor)
    if let other = used.first(where: { FileIdentity(of: $0) == identity }) {
      throw LogRefusal(path: path, problem: .used(other))
    }
    guard let bytes = AppendedFile.beginning(of: descriptor, atMost: longestFirstLine) else {
      throw FileError(path, .systemFailed(SystemFailure(.read, code: errno)))
    }
    guard !bytes.isEmpty else { return }
    let line = Substring(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard case .begin(let begin)? = BatchEvent(line: line), begin.program.hasPrefix("adem ") else {
      throw LogRefusal(path: path, problem: .otherContent)
    }
  }

  /// The limit for the first line in bytes; a `begin` event has about 250.
  private static let longestFirstLine = 4096

  /// Reads a log, or all logs in a folder.
  ///
  /// - Throws: `InputError`.
  public static func texts(at path: String) throws -> [String] {
    guard try FileKind(ofInput: path) == .folder else { return [try text(at: path)] }
    guard let entries = FolderNames(of: path) else { throw InputError(path, .notReadable) }
    if let other = entries.undecodable.first(where: { isLog($0.spelled) }) {
      throw InputError(path.appendingComponent(other.spelled), .notUTF8)
    }
    let names = entries.names.filter(isLog)
    guard !names.isEmpty else { throw InputError(path, .noLogs) }
    return try names.map { try text(at: path.appendingComponent($0)) }
  }

  private static func isLog(_ name: String) -> Bool { name.hasSuffix(fileExtension) && !name.hasPrefix(".") }

  private static func text(at path: String) throws -> String {
    try PatternInput.file(path).read(atMost: largest).text
  }
}

/// The reason why a path cannot be that of a log.
///
/// ```swift
/// do {
///   let log = try EventLog(at: "log.jsonl", of: nil, for: plan, in: "tracks")
/// } catch let error as LogRefusal {
///   print(error.path, error.problem)
/// }
/// ```
public struct LogRefusal: Error, Sendable, Hashable {
  /// The path of the log.
  public let path: String
  /// The reason.
  public let problem: Problem

  /// A reason why a path cannot be that of a log.
  public enum Problem: Sendable, Hashable {
    /// The file has other content than a log.
    case otherContent
    /// The batch reads or writes the file, under this path.
    case used(String)
    /// The name is that of a pattern, a sound set or a track.
    case namedLikeAnother
  }
}

extension BatchPlan {
  /// The files that are known before the patterns are read: inputs, outputs, the manifest and the output index.
  fileprivate func usedFiles(in folder: String?) -> [String] {
    var used = files.found.map(\.path) + files.errors.map(\.path)
    if let manifest { used.append(manifest.source.name) }
    if let folder { used.append(folder.appendingComponent(OutputIndex.fileName)) }
    for job in jobs {
      switch job.input {
      case .file(let path), .track(let path): used.append(path)
      case .standardInput, .text: break
      }
      used += job.outputs
    }
    return used
  }
}
