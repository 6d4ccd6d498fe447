import Foundation

extension TemporaryFolder {
  /// Makes a program in the shell's language, and gives its path.
  ///
  /// Another process writes it: a process that is started meanwhile would inherit an open descriptor, and the system
  /// does not start a program that is open for writing.
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
