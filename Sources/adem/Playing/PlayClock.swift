import BreathPacing
import Playback
import Timing

/// The position in a track that is playing.
protocol PlayClock {
  /// The instant of the track that is heard now, or shown.
  var position: Duration { get }
  /// Whether the track has been played to its end.
  var isOver: Bool { get }
  /// Stops at the current instant, or continues.
  mutating func pause(_ isPaused: Bool)
  /// Continues at another instant.
  mutating func seek(to instant: Duration)
  /// Updates the clock; called about 30 times a second.
  ///
  /// - Throws: `AudioOutput.Failure` if the device has failed.
  mutating func advance() throws
  /// Called after the process was stopped and continued.
  mutating func wasContinued()
  /// Ends the playing. After a failure of the device, it is left as it is.
  func end(afterFailure: Bool)
}

/// The clock of a track that is shown without sound: the time of the system.
struct SilentClock: PlayClock {
  private let length: Duration
  private var base = Duration.zero
  /// When the clock was at `base`; nil while it is paused.
  private var start: ContinuousClock.Instant?

  init(length: Duration) {
    self.length = length
    start = .now
  }

  var position: Duration { min(length, base + (start.map { .now - $0 } ?? .zero)) }
  var isOver: Bool { position >= length }

  mutating func pause(_ isPaused: Bool) {
    base = position
    start = isPaused ? nil : .now
  }

  mutating func seek(to instant: Duration) {
    base = instant
    if start != nil { start = .now }
  }

  mutating func advance() {}
  mutating func wasContinued() {}
  func end(afterFailure: Bool) {}
}

/// The clock of a sound device, whose buffer it keeps filled.
struct SoundClock: PlayClock {
  private let output: AudioOutput
  private var sound: PlayableSound
  /// Samples that have been computed and not written yet.
  private var pending: ArraySlice<Float> = []
  private var isComplete = false
  /// The number of frames written before the latest seek, and the frame of the track to which it led.
  private var base = (written: 0, frame: 0)

  /// Seconds of sound that are computed ahead.
  private static let lead = 3
  /// The longest time that one call of ``advance()`` computes.
  private static let budget = Duration.milliseconds(20)

  init(_ sound: PlayableSound, through output: AudioOutput) {
    self.sound = sound
    self.output = output
  }

  /// The frame of the track that is heard. It is the target of a seek until the device comes to it.
  private var frame: Double { Double(base.frame) + max(0, output.heard - Double(base.written)) }

  var position: Duration { .seconds(frame / Double(output.rate)) }
  var isOver: Bool { isComplete && pending.isEmpty && output.heard >= Double(output.written) }

  mutating func pause(_ isPaused: Bool) { output.pause(isPaused) }

  mutating func seek(to instant: Duration) {
    output.discard()
    let frame = min(sound.frames, max(0, Int(instant.seconds * Double(output.rate))))
    base = (output.written, frame)
    pending = sound.seek(to: frame)?[...] ?? []
    isComplete = pending.isEmpty
  }

  mutating func advance() throws {
    try output.check()
    let end = ContinuousClock.now + Self.budget
    while Double(output.written) - output.heard < Double(Self.lead * output.rate), !isComplete || !pending.isEmpty {
      if pending.isEmpty {
        guard let samples = sound.next() else {
          isComplete = true
          return
        }
        pending = samples[...]
      }
      let count = min(pending.count, output.room * output.channels)
      guard count > 0 else { return }
      output.write(Array(pending.prefix(count)))
      pending = pending.dropFirst(count)
      if ContinuousClock.now > end { return }
    }
  }

  mutating func wasContinued() { output.restartTimeLimit() }

  func end(afterFailure: Bool) { if afterFailure { output.abandon() } else { output.close() } }
}
