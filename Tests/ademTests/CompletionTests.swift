import Foundation
import TestSupport
import Testing

/// Completions of a shell. Bash is run; the scripts of zsh and fish ask the program for the same values.
@Suite struct `Completion` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("mine.breath", "parameter unit = 4 in 2..8 \"Counts\"\nparameter way = left\ninhale unit way\n")
    try folder.write("mine.txt", "")
    try folder.write("mine.flac", "")
    try folder.makeFolder("mijn")
    try folder.write("adem.bash", AdemProcess("--generate-completion-script", "bash", in: folder).run().output)
  }

  /// The candidates for the last word, which may be empty.
  private func candidates(_ line: String) throws -> Set<String> {
    let words = line.components(separatedBy: " ")
    let script = """
      source ./adem.bash
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      _adem adem "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    var process = AdemProcess(["-c", script, "bash"] + words, in: folder)
    process.executable = "/bin/bash"
    process.environment["PATH"] = (AdemProcess.built as NSString).deletingLastPathComponent + ":/usr/bin:/bin"
    let run = try process.run()
    #expect(run.errors == "")
    return Set(run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
  }

  @Test(arguments: [
    ("adem re", ["render", "report"]), ("adem pl", ["play"]),
    ("adem render 4-7", ["4-7-8", "4-7-8-practised", "4-7-8-short-counts"]),
    ("adem play protocols/box-3", ["protocols/box-3", "protocols/box-3-spoken"]),
    ("adem show mine", ["mine.breath", "mine.flac"]),
    ("adem show mij", ["mijn/"]),
    ("adem render mine.breath --set ", ["unit=4", "way=left"]),
    ("adem play mine.breath --set ", ["unit=4", "way=left"]),
    ("adem render --profile ", ["class", "sleep", "physio", "cardiac"]),
    ("adem check --explain long", ["long-hold"]), ("adem sounds bow", ["bowl", "bowls"]),
    ("adem render x --bits ", ["16", "24", "32"]),
  ])
  func `The last word is completed`(line: String, expected: [String]) throws {
    #expect(try candidates(line) == Set(expected))
  }

  @Test(arguments: [
    ("adem render --format ", ["wav", "flac", "mp3"]), ("adem render --voice ", ["none", "nl", "en"]),
    ("adem show x --as ", ["vtt", "csv", "json"]), ("adem render --beside ", ["vtt", "all"]),
    ("adem render --language ", ["nl", "en"]), ("adem render -", ["--set", "--beside", "--format"]),
    ("adem check av", ["avond"]), ("adem sounds o", ["ocean"]),
  ])
  func `Kinds, voices, languages and options are among the candidates`(line: String, some: [String]) throws {
    #expect(try candidates(line).isSuperset(of: some))
  }

  @Test(arguments: ["zsh", "fish"])
  func `The other shells have a script that asks the program`(shell: String) throws {
    let run = try AdemProcess("--generate-completion-script", shell, in: folder).run()
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("---completion"))
  }
}
