import Foundation
import TestSupport
import Testing

@Suite struct `Interrupting` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/long.breath", SamplePattern.long)
    try folder.makeFolder("out")
  }

  /// Starts a rendering, and goes on when its file is in the making.
  private func startLong(_ process: AdemProcess) throws -> RunningProcess {
    let running = try process.start()
    let began = try running.waits { try folder.contents.contains { $0.hasSuffix(".adem-part") } }
    try #require(began, "the track was rendered too quickly to be interrupted")
    return running
  }

  @Test(arguments: zip([SIGINT, SIGTERM, SIGHUP], [130, 143, 129]))
  func `A signal leaves nothing`(signal: Int32, status: Int32) throws {
    let running = try startLong(AdemProcess("render", "in/long.breath", "-o", "out/long.wav", in: folder))
    #expect(try !folder.contents.contains("out/long.wav"))
    running.send(signal)
    #expect(try running.wait() == Outcome(status))
    #expect(try folder.contents == ["in/a.breath", "in/long.breath", "out"])
  }

  @Test func `What a batch has finished stays, and can be rendered again`() throws {
    let running = try startLong(AdemProcess("render", "in", "--output-folder", "out", "--jobs", "2", in: folder))
    try #require(try running.waits { try folder.contents.contains("out/a.wav") })
    running.send(SIGINT)
    let expected = """
      out/a.wav: \(SamplePattern.shortSummary)
      interrupted: 1 rendered, 0 kept, 0 failed, 1 of 2 tracks left; the same command goes on from here

      """
    #expect(try running.wait() == Outcome(130, errors: expected))
    #expect(
      try folder.contents == ["in/a.breath", "in/long.breath", "out/.adem-ledger", "out/a.wav"])
    let again = AdemProcess("render", "in/a.breath", "--output-folder", "out", "-q", in: folder)
    #expect(try again.run() == Outcome(0))
  }

  @Test func `A process that is killed leaves no track, and the next one is not hindered`() throws {
    let running = try startLong(AdemProcess("render", "in/long.breath", "-o", "out/long.wav", in: folder))
    running.send(SIGKILL)
    #expect(try running.wait().status == -SIGKILL)
    #expect(try !folder.contents.contains("out/long.wav"))
    let next = AdemProcess("render", "in/a.breath", "-o", "out/long.wav", "-q", "--rate", "8000", in: folder)
    #expect(try next.run() == Outcome(0))
  }

  @Test func `A file that is being replaced stays whole until the new one is`() throws {
    try folder.write("out/long.wav", "the old one")
    let running = try startLong(AdemProcess("render", "in/long.breath", "-o", "out/long.wav", "--force", in: folder))
    #expect(try folder.text(of: "out/long.wav") == "the old one")
    running.send(SIGINT)
    #expect(try running.wait().status == 130)
    #expect(try folder.text(of: "out/long.wav") == "the old one")
  }

  @Test(arguments: zip([SIGINT, SIGTERM], [130, 143]))
  func `Waiting for the standard input can be interrupted`(signal: Int32, status: Int32) throws {
    let pipe = try Pipe.closedOnExec()
    defer { pipe.close() }
    var process = AdemProcess(
      "render", "in/a.breath", "-", "-q", "--rate", "8000", "--output-folder", "out", in: folder)
    process.input = .descriptor(pipe.reading)
    let running = try process.start()
    // A batch starts when it has read all inputs, and this one is a pipe without a writer.
    #expect(write(pipe.writing, "inhale", 6) == 6)
    try #require(try running.waits { try pipe.isEmpty })
    running.send(signal)
    #expect(try running.wait(atMost: .seconds(3)) == Outcome(status))
    #expect(try folder.contents == ["in/a.breath", "in/long.breath", "out"])
  }

  @Test(arguments: [["show"], ["show", "--json"], ["check"], ["format"]], [SIGINT, SIGTERM, SIGHUP])
  func `A command that only reads ends while it waits for the standard input`(words: [String], signal: Int32) throws {
    let pipe = try Pipe.closedOnExec()
    defer { pipe.close() }
    var process = AdemProcess(words + ["-"], in: folder)
    process.input = .descriptor(pipe.reading)
    let running = try process.start()
    #expect(write(pipe.writing, "inhale", 6) == 6)
    try #require(try running.waits { try pipe.isEmpty })
    running.send(signal)
    #expect(try running.wait(atMost: .seconds(3)) == Outcome(128 + signal))
  }

  /// A pipe without a reader: the command waits in the middle of its output.
  @Test(arguments: [[], ["--json"], ["--as", "vtt"]])
  func `A command ends while nobody reads its output`(options: [String]) throws {
    try folder.write("in/day.breath", "breaths 24h { inhale 1; exhale 1 }\n")
    let pipe = try Pipe.closedOnExec()
    defer { pipe.close() }
    var process = AdemProcess(["show", "in/day.breath"] + options, in: folder)
    process.output = .descriptor(pipe.writing)
    let running = try process.start()
    try #require(try running.waits { try !pipe.isEmpty })
    running.send(SIGINT)
    #expect(try running.wait(atMost: .seconds(3)) == Outcome(130))
  }

  #if os(Linux)
    /// A batch checks for signals between tracks. This one cannot, because it waits for a reader of its events.
    @Test(arguments: [SIGINT, SIGTERM])
    func `A batch ends while nobody reads its events`(signal: Int32) throws {
      let pipe = try Pipe.closedOnExec()
      defer { pipe.close() }
      _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
      while write(pipe.writing, "x", 1) == 1 {}
      _ = fcntl(pipe.writing, F_SETFL, 0)
      var process = AdemProcess(
        "render", "in/a.breath", "--output-folder", "out", "--json", "--rate", "8000", in: folder)
      process.output = .descriptor(pipe.writing)
      let running = try process.start()
      try #require(running.waits { running.awaitsSignals })
      running.send(signal)
      #expect(try running.wait(atMost: .seconds(3)).status == 128 + signal)
      #expect(try folder.unfinished == [])
    }
  #endif

  /// Twelve hours of silence, at a rate that no track has: to bring them to another takes minutes.
  private func writeLongRecording() throws {
    try folder.writeRecording("in/silence.wav", rate: 16_000, channels: 1, seconds: 12 * 3600)
    try folder.write("in/silence.breath", "voice none\nclip \"silence.wav\" 12h\ninhale 4\n")
    try folder.write("in/bed.breath", "voice none\nbed clip \"silence.wav\"\nbreaths 5 { inhale 4; exhale 4 }\n")
  }

  @Test(arguments: ["silence", "bed"], [SIGINT, SIGTERM])
  func `A recording that is being prepared holds nothing up`(name: String, signal: Int32) throws {
    try writeLongRecording()
    let running = try AdemProcess(
      "render", "in/\(name).breath", "-o", "out/a.wav", "--log", "log.jsonl", "--rate", "8000", in: folder
    ).start()
    // The log begins right before the track is made.
    try #require(
      try running.waits { try folder.contents.contains("log.jsonl") && !folder.bytes(of: "log.jsonl").isEmpty })
    running.send(signal)
    #expect(try running.wait(atMost: .seconds(3)).status == 128 + signal)
    #expect(try folder.unfinished == [])
    #expect(try !folder.contents.contains("out/a.wav"))
  }

  #if os(Linux)
    @Test(arguments: [SIGINT, SIGTERM])
    func `A recording that is being read holds nothing up`(signal: Int32) throws {
      try writeLongRecording()
      for words in [["check", "in/silence.breath"], ["render", "in/silence.breath", "--output-folder", "out"]] {
        let running = try AdemProcess(words, in: folder).start()
        try #require(running.waits { running.awaitsSignals })
        running.send(signal)
        #expect(try running.wait(atMost: .seconds(3)).status == 128 + signal)
      }
    }
  #endif

  @Test(arguments: ["check", "render"])
  func `A program that speaks ends, too`(command: String) throws {
    try folder.write("bin/text", "#!/bin/sh\necho $$ > '\(folder["started"])'\nexec sleep 60\n")
    try folder.write("in/says.breath", "say \"Rest\"\ninhale 4\n")
    let words = [command, "in/says.breath"] + (command == "render" ? ["-o", "out/a.wav"] : [])
    var process = AdemProcess(words, in: folder)
    process.environment = ["PATH": "\(folder["bin"]):/usr/bin:/bin", "HOME": folder.path]
    // The system does not start a program that is open for writing, and a process of another test may have inherited
    // its descriptor.
    process.preparation = "cp bin/text bin/espeak-ng && chmod 755 bin/espeak-ng"
    let running = try process.start()
    func speaker() -> pid_t? { (try? folder.text(of: "started")).flatMap { pid_t($0.dropLast()) } }
    try #require(running.waits { speaker() != nil })
    let child = try #require(speaker())
    running.send(SIGINT)
    #expect(try running.wait(atMost: .seconds(3)).status == 130)
    #expect(hasEnded(child))
    #expect(try folder.unfinished == [])
  }

  @Test(arguments: zip([SIGINT, SIGTERM], [130, 143]))
  func `A program that encodes ends, even if it neither reads nor heeds a signal`(signal: Int32, status: Int32) throws {
    try folder.write(
      "bin/text", "#!/bin/sh\ntrap '' INT TERM\necho $$ > '\(folder["started"])'\nwhile :; do sleep 1; done\n")
    var process = AdemProcess("render", "in/long.breath", "-o", "out/long.m4a", in: folder)
    process.environment = ["PATH": "\(folder["bin"]):/usr/bin:/bin", "HOME": folder.path]
    process.preparation = "cp bin/text bin/ffmpeg && chmod 755 bin/ffmpeg"
    let running = try startLong(process)
    func encoder() -> pid_t? { (try? folder.text(of: "started")).flatMap { pid_t($0.dropLast()) } }
    try #require(running.waits { encoder() != nil })
    let child = try #require(encoder())
    running.send(signal)
    #expect(try running.wait(atMost: .seconds(3)) == Outcome(status))
    #expect(hasEnded(child))
    #expect(try folder.unfinished == [] && !folder.contents.contains("out/long.m4a"))
  }

  /// Whether a program of a command that has ended has ended, too. That takes the system a moment, and its new parent
  /// may not have asked for its status yet.
  private func hasEnded(_ program: pid_t) -> Bool {
    func isOver() -> Bool {
      let state = try? String(contentsOfFile: "/proc/\(program)/stat", encoding: .utf8)
      return state.map { $0.contains(") Z") || $0.contains(") X") } ?? (kill(program, 0) != 0)
    }
    let deadline = ContinuousClock.now + .seconds(1)
    while !isOver(), ContinuousClock.now < deadline { usleep(1000) }
    return isOver()
  }

  @Test(arguments: [(SIGHUP, "HUP"), (SIGINT, "INT")])
  func `A signal that the caller ignores, as nohup does, stays ignored`(signal: Int32, name: String) throws {
    try folder.write("in/hour.breath", "ending none\nbreaths 2h { inhale 4; exhale 6 }\n")
    var process = AdemProcess("render", "in/hour.breath", "-o", "out/a.wav", "-q", "--rate", "8000", in: folder)
    process.preparation = "trap '' \(name)"
    let running = try startLong(process)
    running.send(signal)
    #expect(try running.wait() == Outcome(0))
    #expect(try folder.contents.contains("out/a.wav"))
  }
}
