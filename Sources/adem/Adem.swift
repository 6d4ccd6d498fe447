import ArgumentParser
import BreathPacing
import CProcesses

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@main
struct Adem: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adem",
    abstract: "Turns a few lines about breathing into a sound track.",
    discussion: """
      A pattern is a text such as 'breaths 5 { inhale 5; exhale 7; hold 3 }'. GRAMMAR.md describes the language.

      Exit status: 0 all was done; 1 some of several inputs failed, or 'check' has advice without an answer; 64 the \
      command line makes no sense; 65 a pattern has problems; 66 an input is missing; 69 a program that speaks is missing or failed; 70 a mistake of the program; 73 an \
      output cannot be made; 74 reading or writing failed; 129, 130 or 143 interrupted.
      """,
    version: "adem \(version)",
    subcommands: [
      RenderCommand.self, CheckCommand.self, ShowCommand.self, BreatheCommand.self, SoundsCommand.self,
      FormatCommand.self, ReportCommand.self,
    ])

  static let version = AdemVersion.current

  static func main() {
    // A reader that closes early and a limit on the length of files are answers of a write, not reasons to be killed.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    keepStreamNumbers()
    // Blocks of sound come and go. To fetch their memory anew each time took up to a fifth over noise, by chance (decision 16).
    adem_keep_freed_memory(8 << 20)
    do {
      try runCommand()
      end(.success)
    } catch is ClosedOutput {
      end(.success)
    } catch let code as ExitCode {
      end(code)
    } catch let usage as UsageError {
      Terminal.standardError.say("error: \(usage.message)\n  = help: \(usage.help)\n")
      end(ExitStatus.usage.exitCode)
    } catch {
      exit(withError: error)
    }
  }

  /// Ends with what the command has found. An output that could not be written turns success into a failure, and changes
  /// nothing else.
  private static func end(_ code: ExitCode) -> Never {
    guard let refused = Terminal.refusedOutput, refused.isFailure else { exit(withError: code) }
    Terminal.standardError.say("error: the output could not be written: \(String(cString: strerror(refused.code)))\n")
    exit(withError: code == .success ? ExitStatus.inputOutput.exitCode : code)
  }

  /// A file must not get the number of a stream that is closed: messages would land in it. What stands in for the stream
  /// refuses to be used, as a closed one does.
  private static func keepStreamNumbers() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  private static func runCommand() throws {
    try checkArguments()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch  where exitCode(for: error) == .success {
      // Help and the version are output like any other: written with checks.
      try Terminal.standardOutput.write(fullMessage(for: error) + "\n")
    }
  }

  /// A name that is not UTF-8 would be another one by the time it is opened.
  private static func checkArguments() throws {
    // Swift finds the arguments beside the environment, unless somebody has moved that. Not even our own name is there then.
    guard CommandLine.argc > 0 else {
      throw UsageError(
        message: "the command line did not reach the program",
        help: "a library that is loaded before it, with LD_PRELOAD, may have moved the environment; do without it")
    }
    for (number, words) in UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).enumerated()
    {
      guard let words, String(validatingCString: words) == nil else { continue }
      throw UsageError(
        message: "argument \(number), '\(String(cString: words).printable)', is not UTF-8",
        help: "give the file a name that is")
    }
  }
}
