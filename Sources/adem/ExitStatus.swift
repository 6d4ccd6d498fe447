import ArgumentParser

/// Exit statuses of the program. The numbers from 64 on are those of `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  /// Some of several inputs failed.
  case partlyFailed = 1
  case usage = 64
  case invalidPattern = 65
  case missingInput = 66
  /// A speech program is missing or failed.
  case missingProgram = 69
  case programFault = 70
  case cannotCreate = 73
  case inputOutput = 74
  /// A command was not given by the user and may not run.
  case notPermitted = 77

  /// Status for the argument parser.
  var exitCode: ExitCode { ExitCode(rawValue) }
}

/// A contradiction in the command line that is found only after its inputs have been inspected.
struct UsageError: Error {
  let message: String
  let help: String
}
