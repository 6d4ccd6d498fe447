import ArgumentParser
import BreathPacing
import CPlayback
import CSystem
import PatternLanguage
import Playback
import SoundFiles
import Speech
import Timing

struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Plays a pattern, and shows the breath in the terminal.",
    discussion: """
      adem play 4-7-8
      adem play evening.breath --set unit=5
      adem play box-breathing --silent        # shows only

      Keys: the space bar pauses, the arrows go ten seconds back or forward, n and p go to the next or the previous \
      part, q quits. What is shown follows the clock of the sound device.

      PortAudio plays the sound ('apt install libportaudio2', 'brew install portaudio'). The environment variable \
      ADEM_PORTAUDIO names the file of the library where it is in an unusual place.
      """)

  @Argument(
    help: "A pattern (NAME.breath), the name of one that ships, a track of adem, or - for the standard input.",
    completion: .patterns)
  var path: String

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: OverrideOptions.allowCommandsHelp)
  var allowCommands = false

  @Flag(help: "Show the breath without a sound.")
  var silent = false

  func run() throws {
    let path = try PatternNames.path(for: path)
    if silent, !Terminal.standardOutput.isInteractive {
      throw UsageError(
        message: "there is no terminal to show the breath in",
        help: "write 'adem show \(self.path.shellQuoted)' for what happens when")
    }
    Interruption.listen()
    var failures = FailureList(inputs: 1)
    do {
      let track = try track(at: path)
      var clock = try clock(of: track)
      try play(track, named: PatternInput(at: path).name.lastComponent, by: &clock)
    } catch is CancellationError {
      throw (Interruption.pending ?? Interruption(number: SIGINT)).exitCode
    } catch let interruption as Interruption {
      throw interruption.exitCode
    } catch let closed as ClosedOutput {
      throw closed
    } catch {
      failures.report(error, of: self.path)
    }
    try failures.finish()
  }

  private func track(at path: String) throws -> Track {
    let track = try Track(
      reading: PatternInput(at: path), in: path.folderOrWorking, overriding: overriding.overrides,
      allowsCommands: allowCommands
    ) { $0.willRun = CommandNotices(isQuiet: false).tell }
    return try track.remeasured() ?? track
  }

  private func clock(of track: Track) throws -> any PlayClock {
    if silent { return SilentClock(length: track.timeline.length) }
    let format = RenderOptions().format(for: track.pattern)
    let library = getenv("ADEM_PORTAUDIO").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    let output = try AudioOutput(rate: format.rate, channels: format.channels, library: library)
    // Speech, recordings and a wanted loudness may take seconds.
    let messages = Terminal.standardError
    if messages.isInteractive { messages.say("preparing the sound …") }
    defer { if messages.isInteractive { messages.takeBack(lines: 1) } }
    let sound = try PlayableSound(of: track, rate: output.rate, channels: output.channels) { try Interruption.check() }
    // The pause may have been longer than the time limit for the device.
    output.restartTimeLimit()
    return SoundClock(sound, through: output)
  }

  // MARK: Playing

  /// Milliseconds between two pictures.
  private static let frameTime: Int32 = 33
  private static let jump = Duration.seconds(10)

  private func play(_ track: Track, named name: String, by clock: inout any PlayClock) throws {
    let timeline = track.timeline
    let view = PacerView(of: timeline, named: name, isColoured: Terminal.standardOutput.isColoured)
    var cursor = MomentCursor(of: timeline)
    var screen = PacerScreen()
    var isPaused = false
    var hasFailed = true
    defer {
      screen.leave()
      clock.end(afterFailure: hasFailed)
    }
    if !screen.isShown { Terminal.standardError.say("playing \(self.path.printable): \(timeline.summary)\n") }
    playing: while !clock.isOver {
      try Interruption.check()
      try clock.advance()
      if screen.wasContinued {
        screen.resume()
        clock.wasContinued()
      }
      let position = clock.position
      let size = Terminal.standardOutput.size
      try screen.draw(
        view.lines(
          of: cursor.moment(at: position), at: position, isPaused: isPaused, rows: size.rows, columns: size.columns))
      if let refused = Terminal.refusedOutput { throw refused }
      for key in try screen.keys(within: Self.frameTime) {
        switch key {
        case .quit: break playing
        case .pause:
          isPaused.toggle()
          clock.pause(isPaused)
        case .forward: clock.seek(to: min(timeline.length, clock.position + Self.jump))
        case .back: clock.seek(to: max(.zero, clock.position - Self.jump))
        case .nextPart:
          let position = clock.position
          clock.seek(to: timeline.parts().first { $0.onset > position }?.onset ?? timeline.length)
        case .previousPart:
          // Within two seconds of its beginning, the part before it is meant.
          let position = clock.position - .seconds(2)
          clock.seek(to: timeline.parts().last { $0.onset < position }?.onset ?? .zero)
        case .suspend:
          clock.pause(true)
          screen.suspend()
          clock.wasContinued()
          clock.pause(isPaused)
        }
      }
    }
    hasFailed = false
  }
}
