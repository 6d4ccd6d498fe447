import Foundation

extension TemporaryFolder {
  /// Makes a program in the shell's language, and gives its path.
  ///
  /// Another process writes it: while this one has it open, any process that is started elsewhere holds it for a moment,
  /// and the system starts no program that somebody writes.
  @discardableResult
  package func program(_ name: String, _ script: String) throws -> String {
    try write(name + ".text", "#!/bin/sh\n" + script + "\n")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "cat \"$0.text\" > \"$0\" && chmod 755 \"$0\" && rm \"$0.text\"", self[name]]
    try process.run()
    process.waitUntilExit()
    return self[name]
  }
}
