import BreathPacing
import CSystem
import FileStore
import PatternLanguage
import Platform
import SoundFiles

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
    guard path.hasSuffix("/") || FileKind(following: path) == .folder else { return path }
    try OutputFolder.make(path)
    return path.appendingComponent((shard.map { "shard-\($0.number)-of-\($0.count)" } ?? "batch") + fileExtension)
  }

  /// Opens the log of a batch for reading and appending, or makes it.
  ///
  /// - Parameters:
  ///   - path: of the file, or of a folder of logs; see ``path(at:of:)``.
  ///   - plan: what the batch reads and writes; a log is nothing of that.
  ///   - folder: the output folder, where there is one.
  /// - Returns: the file's path, and its descriptor, which is the caller's to close.
  /// - Throws: `SoundFileError`, where there can be no such file, and `LogRefusal`, where it is to be left alone.
  public static func open(
    at path: String, of shard: Shard?, for plan: BatchPlan, in folder: String?
  ) throws -> (path: String, descriptor: Int32) {
    let path = try self.path(at: path, of: shard)
    guard Container(ofFileAt: path) == nil, !path.hasSuffix(PatternFiles.fileExtension),
      !path.hasSuffix(SoundSet.fileExtension)
    else { throw LogRefusal(path: path, problem: .namedLikeAnother) }
    let used = plan.usedFiles(in: folder)
    // The place, since neither has to be there yet.
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

  /// Bytes; the event that begins a log has about 250.
  private static let longestFirstLine = 4096

  /// The texts of a log, or of all logs in a folder.
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

/// Why a file that is there, or is to be there, is no place for a log.
public struct LogRefusal: Error, Sendable, Hashable {
  public let path: String
  public let problem: Problem

  public enum Problem: Sendable, Hashable {
    /// It holds something, and does not begin as a log does.
    case otherContent
    /// The batch reads or writes it under this path.
    case used(String)
    /// Its name is that of a pattern, a set of sounds or a track.
    case namedLikeAnother
  }
}

extension BatchPlan {
  /// The files that are known before patterns are read: inputs, outputs, and the records of both.
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

extension String {
  fileprivate var folderOrWorking: String { folderPart.isEmpty ? "." : folderPart }
}
