/// A command line whose parts do not fit together, found only when its inputs were looked at.
struct UsageError: Error {
  let message: String
  let help: String
}
