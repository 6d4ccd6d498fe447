import ArgumentParser
import BreathPacing
import CSystem

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
    // Blocks of sound come and go. To fetch their memory anew each time took up to a fifth over noise, by chance (decision 16).
    adem_keep_freed_memory(8 << 20)
    do {
      try runCommand()
    } catch let closed as ClosedOutput {
      exit(withError: closed.status.exitCode)
    } catch let usage as UsageError {
      Terminal.standardError.say("error: \(usage.message)\n  = help: \(usage.help)\n")
      exit(withError: ExitStatus.usage.exitCode)
    } catch {
      exit(withError: error)
    }
  }

  private static func runCommand() throws {
    try checkArguments()
    do {
      var command = try command()
      try command.run()
    } catch  where exitCode(for: error) == .success {
      // Help and the version are output like any other: written with checks.
      try Terminal.standardOutput.write(fullMessage(for: error) + "\n")
    }
  }

  /// What the arguments ask for.
  ///
  /// To ask the command that they name costs a tenth of a short track less than to ask all of them (decision 21). Those have
  /// the words for what is wrong, and for help.
  private static func command() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    // '--help' is answered with a command of its own.
    if let name = arguments.first,
      let named = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named
    {
      return command
    }
    return try parseAsRoot()
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
