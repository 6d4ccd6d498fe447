import BreathPacing
import CSystem

/// Arguments of the command line, without the program's name.
enum ProgramArguments {
  /// Returns the arguments.
  ///
  /// - Throws: `UsageError` if there are no arguments, or if one is not UTF-8, because it would change when it is
  ///   decoded.
  static func read() throws -> [String] {
    let (count, words) = given
    guard count > 0, let words else {
      throw UsageError(
        message: "the command line did not reach the program: the system gives it in '/proc/self/cmdline'",
        help: "mount '/proc', and start adem without LD_PRELOAD")
    }
    return try (1..<max(1, count)).compactMap { number in
      guard let word = words[number] else { return nil }
      if let text = String(validatingCString: word) { return text }
      throw UsageError(
        message: "argument \(number), '\(String(spellingBytes: word))', is not UTF-8",
        help: "give the file a name that is")
    }
  }

  /// Arguments of the C library, or else of Swift.
  private static var given: (count: Int, words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
    let count = Int(adem_argument_count())
    return count > 0 ? (count, adem_argument_words()) : (Int(CommandLine.argc), CommandLine.unsafeArgv)
  }
}

/// Detection of arguments that look like options but are not: options consist of letters, digits and hyphens.
///
/// The argument parser would read `-o.breath` as the options `-o`, `-.`, `-b` and so on, and print help for a `-h` in
/// it.
enum MistakenOption {
  /// Returns the first such argument before `--`.
  static func first(in words: [String]) -> String? {
    words.prefix { $0 != "--" }.first(where: isMistaken)
  }

  private static func isMistaken(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word.count > 2 else { return false }
    let name = word.prefix { $0 != "=" }
    let isPlain = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    if !isPlain { return true }
    return !word.hasPrefix("--") && name.count > 2 && name != "-help" && name.contains("h")
  }
}
