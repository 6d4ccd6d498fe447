import ArgumentParser
import BreathPacing
import CSystem
import Concurrency
import Platform

@main
struct Adem: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adem",
    abstract: "Turns a few lines about breathing into a sound track.",
    discussion: """
      adem list                                  # the patterns that ship, by name
      adem play 4-7-8                            # hear one, and see it here
      adem render 4-7-8 -o calm.mp3              # make a track of it
      adem new                                   # write a pattern of your own
      adem breathe "4-4-4-4 times 9" -o box.wav  # a pattern on the command line

      A pattern is a text such as 'breaths 5 { inhale 5; exhale 7; hold 3 }'. GRAMMAR.md describes the language.

      Exit status: 0 all was done; 1 some of several inputs failed, or 'check' has advice without an answer; 64 the \
      command line makes no sense; 65 a pattern has problems; 66 an input is missing; 69 a program that speaks or encodes is missing or failed, or no sound can be played; 70 a mistake of the program; 73 an \
      output cannot be made; 74 reading or writing failed; 77 a command of a pattern, a manifest or a track may not run \
      without '--allow-commands'; 129, 130 or 143 interrupted.
      """,
    version: "adem \(version)",
    subcommands: [
      ListCommand.self, PlayCommand.self, RenderCommand.self, CheckCommand.self, ShowCommand.self, NewCommand.self,
      SheetCommand.self, PageCommand.self, BreatheCommand.self, SoundsCommand.self, FormatCommand.self,
      ReportCommand.self,
    ])

  static let version = AdemVersion.current

  static func main() {
    Interruption.watch()
    // A closed pipe and a file size limit are reported by the write, instead of killing the program.
    adem_ignore_signal(SIGPIPE)
    adem_ignore_signal(SIGXFSZ)
    keepStreamNumbers()
    // 64 levels of blocks need more stack than `ulimit -s` may leave to the first thread.
    Parallel.runWithLargeStack { runAndEnd() }
  }

  private static func runAndEnd() -> Never {
    do {
      try run(ProgramArguments.read())
      end(.success)
    } catch is ClosedOutput {
      end(.success)
    } catch let code as ExitCode {
      end(code)
    } catch let usage as UsageError {
      Terminal.standardError.say("error: \(usage.message.printable)\n  = help: \(usage.help.printable)\n")
      end(ExitStatus.usage.exitCode)
    } catch {
      exit(withError: error)
    }
  }

  /// Ends the program with the status of the command. If the standard output could not be written, success becomes a
  /// failure; other statuses are unchanged.
  private static func end(_ code: ExitCode) -> Never {
    guard let refused = Terminal.refusedOutput, refused.isFailure else { exit(withError: code) }
    Terminal.standardError.say("error: the output could not be written: \(String(cString: strerror(refused.code)))\n")
    exit(withError: code == .success ? ExitStatus.inputOutput.exitCode : code)
  }

  /// Opens a placeholder for each closed standard stream, so that no file gets its descriptor and receives messages. As
  /// on a closed stream, reading or writing the placeholder fails.
  private static func keepStreamNumbers() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  private static func run(_ arguments: [String]) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let isForPrograms = arguments.first.map(isRequestOfProgram) ?? false
    if !isForPrograms, let slip = CommandSuggestion.first(in: arguments, commands: names) { throw slip }
    if !isForPrograms, let word = MistakenOption.first(in: arguments) {
      let command = arguments.first.flatMap { names.contains($0) ? "adem \($0)" : nil } ?? "adem"
      throw UsageError(
        message: "'\(word)' is not an option of '\(command)'",
        help: "write './\(word)' for a file of that name; '\(command) --help' lists the options")
    }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch  where error is ClosedOutput || error is UsageError {
      throw error
    } catch {
      let answer = Self.message(for: error, about: arguments)
      let code = exitCode(for: error)
      // The command has printed its messages.
      guard !answer.isEmpty else { throw error }
      guard code == .success else {
        if let slip = slip(told: fullMessage(for: error), of: arguments) { throw slip }
        Terminal.standardError.say(answer + "\n")
        throw code
      }
      // Help and the version are written with checks, like other output.
      try Terminal.standardOutput.write(answer + "\n")
    }
  }

  /// Whether a command line comes from a script for completion, or asks for one, or for the help as JSON.
  private static func isRequestOfProgram(_ word: String) -> Bool {
    word.hasPrefix("---") || word == "--experimental-dump-help" || word.hasPrefix("--generate-completion-script")
  }

  /// The argument parser's message for an error. The message contains arguments unchanged, so arguments with line
  /// breaks or control characters are parsed again in escaped form.
  private static func message(for error: any Error, about arguments: [String]) -> String {
    let shown = arguments.map(\.printable)
    var message = fullMessage(for: error)
    if shown != arguments, !message.isEmpty {
      do { _ = try parseAsRoot(shown) } catch { message = fullMessage(for: error) }
    }
    return message
  }

  /// Returns the command line that was probably meant, for one that the parser refuses.
  private static func slip(told message: String, of arguments: [String]) -> UsageError? {
    guard let name = arguments.first,
      let command = configuration.subcommands.first(where: { $0.configuration.commandName == name })
    else { return nil }
    let options = helpMessage(for: command, columns: 1000)
      .split(separator: "\n").compactMap { $0.firstMatch(of: /^ +(?:-[a-z], )?(--[a-z-]+)/).map { String($0.1) } }
    return OptionSuggestion(command: name, words: Array(arguments.dropFirst()), options: options).answer(to: message)
  }
}
