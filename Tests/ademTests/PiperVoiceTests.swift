import Foundation
import TestSupport
import Testing

/// `voice piper` on the command line, with a script in the place of Piper.
@Suite struct `A voice of Piper` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("tone.breath", "ending none\nlead-in 0s\ninhale 500ms\nexhale 500ms\n")
    #expect(try run("render", "tone.breath", "-q", "-o", "tone.wav", "--rate", "8000") == Outcome(0))
    try folder.makeFolder("bin")
    try folder.program(
      "bin/piper",
      """
      echo run >> '\(folder.path)/runs'
      for out; do :; done
      now=0
      while IFS= read -r line; do
        echo "$line" >> '\(folder.path)/said'
        now=$((now + 1))
        cp '\(folder.path)/tone.wav' "$out/$now.wav"
      done
      """)
    for number in 1...3 {
      try folder.write(
        "in/\(number).breath",
        "language nl\nending none\nvoice piper \"nl_NL-mls-medium\"\nsay \"Dit is les \(number)\"\n"
          + "breaths 3 countdown { inhale 4 \"Adem in\"; exhale 6 }\n")
    }
  }

  private func run(_ arguments: String..., installed: Bool = true) throws -> Outcome {
    var process = AdemProcess(arguments, in: folder)
    process.environment["PATH"] = installed ? "\(folder["bin"]):/usr/bin:/bin" : "/usr/bin:/bin"
    process.environment["XDG_CACHE_HOME"] = folder["kept"]
    process.environment["ADEM_VOICES"] = folder["voices"]
    return try process.run()
  }

  private func fetch(into place: String) throws {
    try folder.write("\(place)/nl_NL-mls-medium.onnx", "a model")
    try folder.write("\(place)/nl_NL-mls-medium.onnx.json", "{}")
  }

  private func lines(of name: String) throws -> [String] {
    try folder.text(of: name).split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["voices", "in", "."])
  func `All tracks of a folder are spoken by one process, wherever the voice is`(place: String) throws {
    try fetch(into: place)
    #expect(try run("render", "in", "-q", "--rate", "8000", "--output-folder", "out").status == 0)
    // One measures the pace.
    #expect(try lines(of: "runs").count == 2)
    let said = try lines(of: "said").dropFirst()
    #expect(Set(said) == ["Dit is les 1", "Dit is les 2", "Dit is les 3", "Adem in", "1", "2", "3"])
    #expect(said.count == 7)
    let again = try run("render", "in", "--rate", "8000", "--output-folder", "out")
    #expect(again.output.contains("0 rendered, 3 kept"))
    #expect(try run("check", "in", "-q").status == 0)
    #expect(try lines(of: "runs").count == 2)
  }

  @Test func `A voice on the command line speaks every pattern, and is stored in the track`() throws {
    try fetch(into: "voices")
    try folder.write("a.breath", "ending none\nsay \"Hello\"\ninhale 4; exhale 6\n")
    let voice = ["--voice", "piper \"nl_NL-mls-medium\""]
    var process = AdemProcess(["render", "a.breath", "-q", "-o", "a.flac", "--rate", "8000"] + voice, in: folder)
    process.environment = [
      "PATH": "\(folder["bin"]):/usr/bin:/bin", "XDG_CACHE_HOME": folder["kept"], "ADEM_VOICES": folder["voices"],
    ]
    #expect(try process.run() == Outcome(0))
    #expect(try lines(of: "said").last == "Hello")
    #expect(try run("show", "a.flac").output.contains("voice piper \"nl_NL-mls-medium\""))
  }

  @Test func `What is missing is named with what to type`() throws {
    let absent = try run("render", "in/1.breath", "-o", "a.wav", installed: false)
    #expect(absent.status == 69)
    #expect(
      absent.errors.hasSuffix(
        """
        : piper is not installed
          = help: install it with 'pipx install piper-tts' or 'pip install piper-tts', or render without words: '--voice none'

        """))
    let voiceless = try run("render", "in/1.breath", "-o", "a.wav")
    #expect(voiceless.status == 66)
    #expect(voiceless.errors.contains("there is no model 'nl_NL-mls-medium.onnx' for Piper"))
    #expect(voiceless.errors.contains("-m piper.download_voices nl_NL-mls-medium'"))
    // Looking at a pattern goes on with estimates.
    let checked = try run("check", "in/1.breath")
    #expect(checked.status == 0 && checked.output.hasPrefix("in/1.breath: about "))
  }
}
