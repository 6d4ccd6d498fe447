#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  /// Small containers and root folders often have no `/proc`, where Swift looks for the command line.
  @Suite(.enabled(if: PrivateDisk.isPossible, "NOT TESTED: hiding /proc needs root, or namespaces for users"))
  struct `A system without /proc` {
    private let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      try folder.write("in/a é.breath", SamplePattern.short)
    }

    private func run(_ arguments: String...) throws -> Outcome {
      try PrivateDisk.mounting("mount -t tmpfs adem /proc", before: AdemProcess(arguments, in: folder)).run()
    }

    @Test func `The command finds its arguments`() throws {
      let summary = "in/a é.breath: \(SamplePattern.shortSummary)\n"
      #expect(try run("check", "in/a é.breath") == Outcome(0, output: summary))
      #expect(try run("show", "none.breath").status == 66)
      #expect(try run("--version").output.hasPrefix("adem "))
      #expect(try run("check", "--bogus").errorLines[0].hasPrefix("error: '--bogus' is not an option"))
    }

    @Test func `A batch knows the program that made its tracks`() throws {
      #expect(try run("render", "in", "-q", "--rate", "8000") == Outcome(0))
      let kept = "output/a é.wav: kept, nothing has changed\n"
      #expect(try run("render", "in", "--rate", "8000") == Outcome(0, errors: kept))
      #expect(try AdemProcess("render", "in", "--rate", "8000", in: folder).run() == Outcome(0, errors: kept))
    }
  }
#endif
