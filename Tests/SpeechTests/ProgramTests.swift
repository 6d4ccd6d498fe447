import Foundation
import Programs
import Speech
import TestSupport
import Testing

/// Every behaviour of a program gives an error with facts, in time.
@Suite struct ProgramTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func problem(_ script: String, time: Duration = .seconds(5)) throws -> SpeechError.Problem? {
    let program = try folder.program("say", script)
    var speaker = try speaker(.command("'\(program)'"), in: folder)
    speaker.timeLimit = time
    return SpeechTests.problem(of: speaker)
  }

  private var name: String { folder["say"] }

  @Test func `A status that is not 0 is told with the end of what the program complained of`() throws {
    #expect(
      try problem("echo 'no model' >&2; exit 3")
        == .program(ProgramFailure(name, .exited(status: 3, message: "no model\n"))))
    let long = try problem("seq 1 100000 >&2; echo last >&2; exit 1")
    guard case .program(let failure) = long, case .exited(1, let message) = failure.problem else {
      Issue.record("\(String(describing: long))")
      return
    }
    #expect(message.hasSuffix("99999\n100000\nlast\n"))
    #expect(message.utf8.count == 2000)
  }

  @Test func `A signal that killed the program is named`() throws {
    #expect(try problem("kill -SEGV $$") == .program(ProgramFailure(name, .killed(signal: SIGSEGV, message: ""))))
  }

  @Test(arguments: ["sleep 60", "exec 1>&- 2>&-; sleep 60", "trap '' TERM; while :; do sleep 1; done", "yes >&2"])
  func `A program that does not end is killed in time`(script: String) throws {
    let clock = ContinuousClock()
    var found: SpeechError.Problem?
    let took = try clock.measure { found = try problem(script, time: .milliseconds(150)) }
    #expect(found == .program(ProgramFailure(name, .timedOut(after: .milliseconds(150)))))
    #expect(took < .seconds(2))
  }

  @Test func `What a program started is killed with it`() throws {
    let started = folder["started"]
    _ = try problem("sleep 60 & echo $! > '\(started)'; wait", time: .milliseconds(200))
    let child = try #require(pid_t(folder.text(of: "started").trimmingCharacters(in: .newlines)))
    for _ in 0..<200 where isRunning(child) { usleep(5000) }
    #expect(!isRunning(child))
  }

  /// A zombie whose parent has not looked yet does not run.
  private func isRunning(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let line = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return !line.contains(") Z ")
  }

  @Test func `A descendant that keeps the pipes open does not hold us`() throws {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    let program = try folder.program("say", "sleep 60 & cat tone.wav")
    var speaker = try speaker(.command("'\(program)'"), in: folder)
    speaker.timeLimit = .seconds(30)
    let took = try ContinuousClock().measure { _ = try speaker.recording(of: "adem in") }
    #expect(took < .seconds(2))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/setsid"), "setsid is Linux's"))
  func `A process in a session of its own does not hold us, either`() throws {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    let started = folder["started"]
    let script =
      "setsid sh -c 'echo $$ > \"\(started)\"; exec sleep 60' & while [ ! -s '\(started)' ]; do :; done; cat tone.wav"
    let program = try folder.program("say", script)
    var speaker = try speaker(.command("'\(program)'"), in: folder)
    speaker.timeLimit = .seconds(30)
    let took = try ContinuousClock().measure { _ = try speaker.recording(of: "adem in") }
    #expect(took < .seconds(5))
    // It has left the program's group, and is not ended: Voices.md says so.
    kill(try #require(pid_t(folder.text(of: "started").trimmingCharacters(in: .newlines))), SIGKILL)
  }

  @Test func `Output without end stops at the limit`() throws {
    let endless = try problem("exec cat /dev/zero")
    #expect(endless == .program(ProgramFailure(name, .tooMuchOutput(limit: 32 << 20))))
  }

  @Test(arguments: ["true", "exec <&-; sleep 0.05; true"])
  func `No output is no sound`(script: String) throws {
    #expect(try problem(script) == .unreadableSound(name, .empty))
  }

  @Test(arguments: [
    "echo hello, I am no sound at all", "cat >&2; printf RIFF", "head -c 4000 /dev/urandom | tr -d RFOc.r",
  ])
  func `Output that is no sound is not recognised`(script: String) throws {
    let found = try problem(script)
    guard case .unreadableSound(name, .unrecognised) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
  }

  @Test func `A program that neither reads nor waits is heard`() throws {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    let program = try folder.program("say", "exec <&-; cat tone.wav")
    let speaker = try speaker(.command(program), in: folder)
    #expect(try speaker.recording(of: String(repeating: "a", count: 4000)).rate == 22_050)
  }

  @Test func `Asking to stop stops`() throws {
    let program = try folder.program("say", "sleep 60")
    var speaker = try speaker(.command(program), in: folder)
    speaker.isCancelled = { true }
    let took = ContinuousClock().measure {
      #expect(SpeechTests.problem(of: speaker) == .program(ProgramFailure(program, .cancelled)))
    }
    #expect(took < .seconds(2))
  }

  @Test func `What cannot be started says why`() throws {
    #expect(
      try SpeechTests.problem(of: speaker(.command("no-such-program-at-all"), in: folder))
        == .program(ProgramFailure("no-such-program-at-all", .missing)))
    try folder.write("text", "words")
    #expect(
      try SpeechTests.problem(of: speaker(.command("./text"), in: folder))
        == .program(ProgramFailure("./text", .missing)))
    chmod(folder["text"], 0o755)
    // Not a program that the system knows; a shell would run it line by line.
    let unknown = try SpeechTests.problem(of: speaker(.command("./text"), in: folder))
    guard case .program(let found) = unknown, case .notStarted(let failure) = found.problem else {
      Issue.record("\(String(describing: unknown))")
      return
    }
    #expect(failure.code == ENOEXEC)
  }

  @Test func `Many programs at once do not hold one another up`() async throws {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    let program = try folder.program("say", "cat > /dev/null; exec cat tone.wav")
    let speaker = try speaker(.command(program), in: folder)
    let frames = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<24 { group.addTask { try? speaker.recording(of: "adem \(number)").frames } }
      return await group.reduce(into: Set<Int?>()) { $0.insert($1) }
    }
    #expect(frames.count == 1 && !frames.contains(nil))
  }
}
