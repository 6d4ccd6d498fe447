#if os(Linux)
  import Foundation
  import Testing
  import TestSupport

  /// Calls of the system that fail for a command, as on a failing disk: libfiu and `Tests/FailingCalls/failing-calls.c`
  /// are loaded into it.
  struct FailingCalls {
    /// Names of the calls in libfiu or `failing-calls.c`; `*` matches any end.
    var point: String
    /// The first one to fail, from 1; 0 for none.
    var number = 0
    /// Whether later calls fail too.
    var goesOn = false
    /// The `errno` that they return; 0 kills the process there.
    var error: Int32 = EIO

    /// A command whose calls fail. It leaves their number in `calls` when it ends.
    func loaded(into process: AdemProcess) throws -> AdemProcess {
      var process = process
      // Not in the environment: the shell that starts the command makes such calls, too.
      process.preparation +=
        " && export FAIL='\(point)' FAIL_AT=\(number) FAIL_ON=\(goesOn ? 1 : 0) FAIL_WITH=\(error)"
        + " FAIL_COUNT='\(process.folder["calls"])' LD_PRELOAD='\(try Self.libraries.get())'"
      return process
    }

    /// The numbers of the calls that fail in turn: each of the first twelve, and every third that follows, which does
    /// what one before it did.
    static func numbers(upTo count: Int) -> [Int] { (1...max(1, count)).filter { $0 <= 12 || $0 % 3 == 0 } }

    /// The number of such calls of a command without failures.
    static func count(of point: String, in process: AdemProcess) throws -> Int {
      let run = try FailingCalls(point: point).loaded(into: process).run()
      try #require(run == Outcome(0))
      return try #require(Int(process.folder.text(of: "calls")))
    }

    private struct NotBuilt: Error, CustomStringConvertible {
      let description: String
    }

    private static let buildFolder = Result { try TemporaryFolder() }

    /// The library to load, built once with the compiler that comes with Swift.
    private static let libraries = Result {
      let folder = try buildFolder.get()
      let build = """
        library=$(pkg-config --variable=libdir libfiu) &&
        $(command -v clang || command -v cc) -shared -fPIC -O1 -Wall -Werror -o failing-calls.so "$1" \
          $(pkg-config --cflags --libs libfiu) -ldl && printf %s "$library/fiu/fiu_posix_preload.so"
        """
      var process = AdemProcess(
        "-c", build, "sh", Repository.path(of: "Tests/FailingCalls/failing-calls.c"), in: folder)
      process.executable = "/bin/sh"
      process.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
      let run = try process.run()
      guard run.status == 0 else {
        throw NotBuilt(description: "'Tools/set-up --tests' installs what this test needs: \(run.errors)")
      }
      return run.output + ":" + folder["failing-calls.so"]
    }
  }
#endif
