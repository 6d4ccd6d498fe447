import BreathPacing
import CSystem

/// The words of the command line, without the program's name.
enum ProgramArguments {
  /// - Throws: `UsageError` where there are none to be had, or where one is not UTF-8: it would be another word by the time
  ///   it is used.
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

  /// As the C library has them; elsewhere as Swift finds them.
  private static var given: (count: Int, words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
    let count = Int(adem_argument_count())
    return count > 0 ? (count, adem_argument_words()) : (Int(CommandLine.argc), CommandLine.unsafeArgv)
  }
}

/// A word that looks like an option, and is none: options are made of letters, digits and dashes.
///
/// The parser takes `-o.breath` for the options `-o`, `-.`, `-b` … and answers the `-h` in it with help.
enum MistakenOption {
  /// The first such word; nothing after `--` is one.
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
