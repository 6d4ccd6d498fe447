import ArgumentParser

/// How the program says, to scripts, what became of its work. The numbers from 64 on are those of `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  /// Some of several inputs failed.
  case partlyFailed = 1
  case usage = 64
  case invalidPattern = 65
  case missingInput = 66
  /// A program that speaks is not there, or did not do its work.
  case missingProgram = 69
  case programFault = 70
  case cannotCreate = 73
  case inputOutput = 74
  /// A command may not run that the user did not give.
  case notPermitted = 77

  /// For scripts.
  var exitCode: ExitCode { ExitCode(rawValue) }
}

/// A command line whose parts do not fit together, found only when its inputs were looked at.
struct UsageError: Error {
  let message: String
  let help: String
}
