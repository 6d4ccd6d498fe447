import Foundation
import TestSupport
import Testing

/// A batch of the patterns in `in`, whose tracks are known since it has been rendered once where nothing went wrong.
struct RehearsedBatch {
  let folder: TemporaryFolder
  /// The expected files in `out`, by their paths.
  let whole: [String: Data]
  /// The files that an earlier batch of other texts has left in `out`.
  let earlier: [String: Data]
  private let options: [String]
  private let inputs: [String: Data]

  /// - Parameters:
  ///   - patterns: texts by their names, without `.breath`.
  ///   - older: those that an earlier batch has rendered to `out`, by the names of the patterns.
  ///   - options: what each run is given.
  init(
    _ patterns: [String: String] = ["a": SamplePattern.short, "b": SamplePattern.short],
    over older: [String: String] = [:], options: [String] = []
  ) throws {
    let folder = try TemporaryFolder()
    let options = ["--rate", "8000"] + options
    for (name, text) in older { try folder.write("older/\(name).breath", text) }
    for (name, text) in patterns { try folder.write("in/\(name).breath", text) }
    func rehearse(_ input: String, to output: String) throws -> [String: Data] {
      let run = AdemProcess(["render", input, "-q", "--output-folder", output] + options, in: folder)
      try #require(try run.run() == Outcome(0))
      return try folder.files(in: output)
    }
    self.folder = folder
    self.options = options
    earlier = older.isEmpty ? [:] : try rehearse("older", to: "earlier")
    whole = try rehearse("in", to: "rehearsed")
    try FileManager.default.removeItem(atPath: folder["rehearsed"])
    inputs = try folder.files(in: "in")
    try begin()
  }

  /// Puts `out` as it is before the batch.
  func begin() throws {
    for name in ["out", "cache"] { try? FileManager.default.removeItem(atPath: folder[name]) }
    if !earlier.isEmpty { try FileManager.default.copyItem(atPath: folder["earlier"], toPath: folder["out"]) }
  }

  func batch(_ more: [String] = []) -> AdemProcess {
    AdemProcess(["render", "in", "-q", "--output-folder", "out"] + options + more, in: folder)
  }

  /// Every name shows the whole track, or what it showed before, and a run that says it did all has done all.
  ///
  /// - Parameter place: where `out` was seen.
  func expectNothingBroken(
    after run: Outcome, in place: String = "out", _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let standing = try folder.files(in: place)
    for (name, bytes) in standing {
      let isWhole = bytes == whole[name] || bytes == earlier[name]
      #expect(isWhole, "\(name) is broken. \(comment?.rawValue ?? "")", sourceLocation: sourceLocation)
    }
    let lost = earlier.keys.filter { standing[$0] == nil }
    #expect(lost == [], comment, sourceLocation: sourceLocation)
    if run.status == 0 { #expect(standing == whole, comment, sourceLocation: sourceLocation) }
    #expect(!run.showsInternals, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(try folder.files(in: "in") == inputs, comment, sourceLocation: sourceLocation)
  }

  /// A run without faults renders the missing tracks and leaves no other files.
  ///
  /// - Parameter keepsAll: whether it renders nothing else; it may render tracks whose inputs are unknown.
  func expectFinish(
    keepsAll: Bool = true, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let done = try folder.files(in: "out").filter { $0.key.hasSuffix(".wav") && $0.value == whole[$0.key] }
    let run = try batch(["--json"]).run()
    #expect(run.status == 0, "\(comment?.rawValue ?? "") \(run.errors)", sourceLocation: sourceLocation)
    #expect(try folder.files(in: "out") == whole, comment, sourceLocation: sourceLocation)
    let kept = try EventLines(run.output).tracks.filter { $0.value.outcome == "kept" }
    #expect(Set(kept.keys).isSubset(of: done.keys), comment, sourceLocation: sourceLocation)
    if keepsAll { #expect(kept.count == done.count, comment, sourceLocation: sourceLocation) }
    #expect(try folder.unfinished == [], comment, sourceLocation: sourceLocation)
  }
}

extension TemporaryFolder {
  /// The files with final names in a sub-folder and below it, by their paths from there.
  func files(in name: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try contents where path.hasPrefix(name + "/") && !path.split(separator: "/").last!.hasPrefix(".") {
      files[String(path.dropFirst(name.count + 1))] = try bytes(of: path)
    }
    return files
  }

  /// Files in the making, anywhere.
  var unfinished: [String] { get throws { try contents.filter { $0.hasSuffix(".adem-part") } } }
}
