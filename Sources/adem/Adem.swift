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
    // Blocks of sound come and go. To fetch their memory anew each time took up to a fifth over noise, by chance (decision 16).
    adem_keep_freed_memory(8 << 20)
    do {
      try run(ProgramArguments.read())
    } catch let closed as ClosedOutput {
      exit(withError: closed.status.exitCode)
    } catch let usage as UsageError {
      Terminal.standardError.say("error: \(usage.message.printable)\n  = help: \(usage.help.printable)\n")
      exit(withError: ExitStatus.usage.exitCode)
    } catch {
      exit(withError: error)
    }
  }

  private static func run(_ arguments: [String]) throws {
    if let word = MistakenOption.first(in: arguments) {
      let names = configuration.subcommands.compactMap { $0.configuration.commandName }
      let command = arguments.first.flatMap { names.contains($0) ? "adem \($0)" : nil } ?? "adem"
      throw UsageError(
        message: "'\(word)' is not an option of '\(command)'",
        help: "write './\(word)' for a file of that name; '\(command) --help' lists the options")
    }
    do {
      var command = try Self.command(arguments)
      try command.run()
    } catch  where error is ClosedOutput || error is UsageError {
      throw error
    } catch {
      let answer = Self.message(for: error, about: arguments)
      let code = exitCode(for: error)
      // Nothing is left to be said.
      guard !answer.isEmpty else { throw error }
      guard code == .success else {
        Terminal.standardError.say(answer + "\n")
        throw code
      }
      // Help and the version are output like any other: written with checks.
      try Terminal.standardOutput.write(answer + "\n")
    }
  }

  /// What the arguments ask for.
  ///
  /// To ask the command that they name costs a tenth of a short track less than to ask all of them (decision 21). Those have
  /// the words for what is wrong, and for help.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    // '--help' is answered with a command of its own.
    if let name = arguments.first,
      let named = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// The parser's words for an error. It repeats arguments as they are, so that arguments which hold line ends or control
  /// characters are parsed again as they may be shown.
  private static func message(for error: any Error, about arguments: [String]) -> String {
    let shown = arguments.map(\.printable)
    var message = fullMessage(for: error)
    if shown != arguments, !message.isEmpty {
      do { _ = try parseAsRoot(shown) } catch { message = fullMessage(for: error) }
    }
    if let option = message.firstMatch(of: /^Error: Unknown option '(-[^-']*)'/)?.1 {
      message += "\n  For a file of that name write './\(option)'."
    }
    return message
  }
}
