import Foundation
import TestSupport
import Testing

/// A run of the built command, as a shell would start it.
///
/// It is spawned with `posix_spawn` and not with Foundation's `Process`, which cannot close a stream, and hands on the
/// signals that the test runner ignores: started in the background, no test of SIGINT would end.
struct AdemProcess {
  /// The target of one of the three standard streams.
  enum Stream: Sendable {
    /// An empty file for input; for output a file that is read when the process has ended.
    case kept
    case text(String)
    case file(String)
    case descriptor(Int32)
    case closed
  }

  var arguments: [String]
  let folder: TemporaryFolder
  var input = Stream.kept
  var output = Stream.kept
  var errors = Stream.kept
  /// The whole environment, so that the user's `NO_COLOR` or locale changes no test.
  var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "XDG_CACHE_HOME": TemporaryFolder.cache.path]
  var executable = AdemProcess.built
  /// Shell commands that run first, such as setting a limit.
  var preparation = ":"

  init(_ arguments: String..., in folder: TemporaryFolder) {
    self.arguments = arguments
    self.folder = folder
  }

  init(_ arguments: [String], in folder: TemporaryFolder) {
    self.arguments = arguments
    self.folder = folder
  }

  /// The command that was built with these tests, beside their bundle.
  static let built: String = {
    let paths = CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
    for path in paths {
      guard let end = path.range(of: ".xctest") else { continue }
      let bundle = URL(fileURLWithPath: String(path[..<end.upperBound]))
      let command = bundle.deletingLastPathComponent().appendingPathComponent("adem").path
      if FileManager.default.isExecutableFile(atPath: command) { return command }
    }
    fatalError("no command 'adem' stands beside the test bundle, looked for beside \(paths)")
  }()

  func run() throws -> Outcome { try start().wait() }

  func start() throws -> RunningProcess {
    let streams = try TemporaryFolder()
    var actions = SpawnActions()
    try connect(input, as: 0, in: streams, through: &actions)
    try connect(output, as: 1, in: streams, through: &actions)
    try connect(errors, as: 2, in: streams, through: &actions)
    // The shell becomes the command, and is the portable way to start it in another folder.
    let words = ["-c", "cd \"$0\" && \(preparation) && exec \"$@\"", folder.path, executable] + arguments
    let process = try actions.spawn("/bin/sh", words, environment: environment)
    return RunningProcess(process, streams: streams, folder: folder)
  }

  private func connect(
    _ stream: Stream, as descriptor: Int32, in streams: TemporaryFolder, through actions: inout SpawnActions
  ) throws {
    let name = streams["\(descriptor)"]
    switch stream {
    case .kept:
      try streams.write("\(descriptor)", "")
      actions.open(name, as: descriptor)
    case .text(let text):
      try streams.write("\(descriptor)", text)
      actions.open(name, as: descriptor)
    case .file(let path): actions.open(path, as: descriptor)
    case .descriptor(let source): actions.duplicate(source, as: descriptor)
    case .closed: actions.close(descriptor)
    }
  }
}

#if os(Linux)
  extension AdemProcess {
    private static let clock = "/usr/bin/faketime"

    /// The same command under another clock, which goes on from a time: `@2001-02-03 04:05:06`, or `-1d x2000` for a
    /// day ago and two thousand times as fast.
    func begun(at time: String) throws -> AdemProcess {
      try #require(
        FileManager.default.isExecutableFile(atPath: Self.clock), "'Tools/set-up --tests' installs faketime")
      var process = self
      process.arguments = ["-f", time, executable] + arguments
      process.executable = Self.clock
      return process
    }
  }
#endif
