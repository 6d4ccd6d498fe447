import Foundation
import TestSupport
import Testing

/// `adem play`: the sound, the screen, the keys, and the terminal as it was before.
@Suite struct `Playing` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", SamplePattern.short)
    try folder.write(
      "long.breath",
      "title \"Lange rust\"\nlanguage nl\nlead-in 0s\nrepeat 2 { breaths 1h { inhale 4 \"adem naar je buik\"; exhale 6 } }\n"
    )
  }

  private static let takes = "\u{1B}[?1049h"
  private static let givesBack = "\u{1B}[?25h\u{1B}[?1049l"

  /// A command at a terminal.
  private func start(
    _ words: String..., at terminal: PseudoTerminal, fault: String? = nil
  ) throws -> RunningProcess {
    var process = try FakeSoundDevice.connected(to: AdemProcess(["play"] + words, in: folder), fault: fault)
    process.input = .descriptor(terminal.descriptor)
    process.output = .descriptor(terminal.descriptor)
    process.environment["LANG"] = "C.UTF-8"
    return try process.start()
  }

  // MARK: Sound

  @Test func `The device hears the samples that a file gets`() throws {
    let run = try FakeSoundDevice.connected(to: AdemProcess("play", "a.breath", in: folder)).run()
    #expect(run == Outcome(0, errors: "playing a.breath: \(SamplePattern.shortSummary)\n"))
    #expect(try AdemProcess("render", "a.breath", "-q", "--bits", "32", "-o", "a.wav", in: folder).run() == Outcome(0))
    let file = try RIFFFile(folder.bytes(of: "a.wav"))
    let written = try FakeSoundDevice.samples(in: file.body("data"))
    #expect(written.count > 48_000)
    #expect(try FakeSoundDevice.heard(in: folder) == written)
  }

  @Test func `A device that refuses one channel hears the sound on two`() throws {
    #expect(
      try FakeSoundDevice.connected(to: AdemProcess("play", "a.breath", in: folder), fault: "stereo").run().status == 0)
    let heard = try FakeSoundDevice.heard(in: folder)
    // The sound begins and ends on both channels, so that pairs of equal samples remain.
    #expect(heard.count > 96_000 && heard.count.isMultiple(of: 2))
    #expect(stride(from: 0, to: heard.count, by: 2).allSatisfy { heard[$0] == heard[$0 + 1] })
  }

  private static let failures: [(fault: String, status: Int32, message: String)] = [
    ("no-device", 69, "no sound device was found"),
    ("refuses", 74, "the sound device cannot be used: Invalid sample rate"),
    ("stops", 74, "the sound device has stopped"),
  ]

  @Test(arguments: failures)
  func `A device that fails is named, with another way to hear the pattern`(
    fault: String, status: Int32, message: String
  ) throws {
    try folder.write("b.breath", "inhale 60\nexhale 60\n")
    let run = try FakeSoundDevice.connected(to: AdemProcess("play", "b.breath", in: folder), fault: fault).run()
    #expect(run.status == status)
    #expect(run.errors.contains("error: \(message)\n  = help: "))
    #expect(run.errors.contains("'adem render b.breath -o calm.mp3' makes a file for any player"))
    #expect(!run.errors.contains("noise of a driver"))
  }

  @Test func `Without PortAudio it says how to install it`() throws {
    var process = AdemProcess("play", "a.breath", in: folder)
    process.environment["ADEM_PORTAUDIO"] = folder["none.so"]
    let run = try process.run()
    #expect(run.status == 69)
    #expect(run.errorLines[0] == "error: playing needs PortAudio, which is not installed")
    #expect(run.errorLines[1].contains("apt install libportaudio2"))
  }

  private static let unplayable: [(name: String, status: Int32, message: String)] = [
    ("none.breath", 66, "'none.breath' does not exist"), ("b.breath", 65, "'hold' needs a length"),
  ]

  @Test(arguments: unplayable)
  func `A pattern that cannot be played is reported as elsewhere`(
    name: String, status: Int32, message: String
  ) throws {
    try folder.write("b.breath", SamplePattern.broken)
    let run = try FakeSoundDevice.connected(to: AdemProcess("play", name, in: folder)).run()
    #expect(run.status == status)
    #expect(run.errors.contains(message))
  }

  // MARK: Screen

  @Test func `The screen shows title, phase, count, text, round and time`() throws {
    let terminal = try PseudoTerminal()
    let running = try start("long.breath", "--silent", at: terminal)
    let text = terminal.text(until: "nog 2:00:05")
    terminal.type("q")
    let rest = terminal.text()
    #expect(try running.wait() == Outcome(0))
    #expect(text.hasPrefix(Self.takes))
    #expect(text.contains("Lange rust") && text.contains("ronde 1 van 2"))
    #expect(text.contains("adem in  1") && text.contains("adem naar je buik"))
    #expect(text.contains("adem 1 van 720 · nog 2:00:05"))
    #expect(text.contains("█") && text.contains("space pause"))
    #expect(rest.hasSuffix(Self.givesBack))
  }

  @Test(arguments: [(40, 10), (20, 6), (12, 3), (1, 1), (200, 60)])
  func `It fits any size, and no line is wider than the terminal`(columns: Int, rows: Int) throws {
    let terminal = try PseudoTerminal(rows: rows, columns: columns)
    let running = try start("long.breath", "--silent", at: terminal)
    // A frame ends with the code that clears the rest of the screen.
    let frame = terminal.text(until: "\u{1B}[J").components(separatedBy: "\u{1B}[H").last ?? ""
    terminal.type("q")
    _ = terminal.text()
    #expect(try running.wait() == Outcome(0))
    let lines = frame.replacing("\r\r\n", with: "\n").replacing("\r\n", with: "\n")
      .replacing(/\u{1B}\[[0-9?]*[A-Za-z]/, with: "").components(separatedBy: "\n")
    #expect(lines.count <= rows)
    for line in lines { #expect(line.count <= columns, "\(line)") }
  }

  @Test func `Texts of others do not command the terminal`() throws {
    try folder.write("c.breath", "title \"a\u{1B}]0;x\u{7}\u{202A}b\"\nending none\ninhale 1 \"\u{9B}31m\"\nexhale 1\n")
    let terminal = try PseudoTerminal()
    let running = try start("c.breath", "--silent", at: terminal)
    let text = terminal.text()
    let outcome = try running.wait()
    // The language refuses some of these texts; what it takes is escaped.
    #expect(outcome.status == 0 || outcome.status == 65)
    #expect(!text.contains("\u{1B}]") && !text.contains("\u{9B}") && !text.contains("\u{202A}"))
  }

  // MARK: Keys

  @Test func `The space bar pauses and continues, and arrows and parts move`() throws {
    let terminal = try PseudoTerminal()
    let running = try start("long.breath", "--silent", at: terminal)
    _ = terminal.text(until: "nog 2:00:05")
    terminal.type(" ")
    #expect(terminal.text(until: "paused").contains("paused"))
    terminal.type("n")
    #expect(terminal.text(until: "ronde 2 van 2").contains("ronde 2 van 2"))
    terminal.type("p")
    #expect(terminal.text(until: "ronde 1 van 2").contains("ronde 1 van 2"))
    terminal.type("\u{1B}[C\u{1B}OC")
    terminal.type(" ")
    // It continues at 20 s, where the third breath begins.
    #expect(terminal.text(until: "adem 3 van 720").contains("adem 3 van 720"))
    terminal.type("xyz\u{1B}[15~\u{1B}é\u{3}".filter { $0 != "\u{3}" })
    terminal.type("Q")
    _ = terminal.text()
    #expect(try running.wait() == Outcome(0))
  }

  @Test func `Moves are heard as well`() throws {
    try folder.write(
      "two.breath",
      "ending none\nvoice none\nsounds { inhale tone 300Hz; exhale tone 300Hz }\nrepeat 2 { inhale 60; exhale 2 }\n")
    let terminal = try PseudoTerminal()
    let running = try start("two.breath", at: terminal)
    _ = terminal.text(until: "breathe in  1")
    terminal.type("n")
    #expect(terminal.text(until: "time left 1:01").contains("time left 1:01"))
    terminal.type("n")
    _ = terminal.text()
    #expect(try running.wait() == Outcome(0))
  }

  // MARK: The terminal afterwards

  /// A signal, and the exit status that it gives.
  private static let signals: [(number: Int32, status: Int32)] = [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)]

  @Test(arguments: signals, [true, false])
  func `A signal ends it, and the terminal is as before`(
    signal: (number: Int32, status: Int32), isSilent: Bool
  ) throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    let running = try start("long.breath", isSilent ? "--silent" : "--allow-commands", at: terminal)
    _ = terminal.text(until: "adem in")
    #expect(terminal.settings != before)
    running.send(signal.number)
    #expect(terminal.text(until: Self.givesBack).hasSuffix(Self.givesBack))
    #expect(try running.wait().status == signal.status)
    #expect(terminal.settings == before)
    #expect(terminal.text() == "")
  }

  private static let faults: [(String, Int32)] = [("stops", 74), ("crashes", -SIGSEGV)]

  @Test(arguments: faults)
  func `A device that fails leaves the terminal as before`(fault: String, status: Int32) throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    let running = try start("long.breath", at: terminal, fault: fault)
    #expect(terminal.text(until: Self.givesBack).hasSuffix(Self.givesBack))
    #expect(try running.wait().status == status)
    #expect(terminal.settings == before)
  }

  @Test(arguments: [SIGABRT, SIGQUIT, SIGFPE, SIGBUS] as [Int32])
  func `A fault of the program leaves the terminal as before`(signal: Int32) throws {
    let terminal = try PseudoTerminal()
    let before = terminal.settings
    var process = AdemProcess("play", "long.breath", "--silent", in: folder)
    process.preparation = "ulimit -c 0"
    process.input = .descriptor(terminal.descriptor)
    process.output = .descriptor(terminal.descriptor)
    let running = try process.start()
    _ = terminal.text(until: "adem in")
    running.send(signal)
    #expect(terminal.text(until: Self.givesBack).hasSuffix(Self.givesBack))
    #expect(try running.wait().status == -signal)
    #expect(terminal.settings == before)
  }

  @Test func `A terminal that is closed ends it`() throws {
    let terminal = try PseudoTerminal()
    let running = try start("long.breath", "--silent", at: terminal)
    _ = terminal.text(until: "adem in")
    terminal.hangUp()
    let outcome = try running.wait(atMost: .seconds(20))
    #expect([0, 74, 129].contains(outcome.status))
  }

  @Test func `Without a terminal there is nothing to show in silence`() throws {
    let expected = """
      error: there is no terminal to show the breath in
        = help: write 'adem show a.breath' for what happens when

      """
    #expect(try AdemProcess("play", "a.breath", "--silent", in: folder).run() == Outcome(64, errors: expected))
  }
}
