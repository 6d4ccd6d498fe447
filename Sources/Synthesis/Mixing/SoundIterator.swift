import PatternLanguage
import Timing

/// Iterates over the blocks of a track, or over its segments before they are computed.
///
/// It is a class, since its state is large: as a struct, the code that copies it takes half a megabyte of the program,
/// because each type that contains it has that code.
public final class SoundIterator: IteratorProtocol {
  package let mixer: Mixer
  private let sound: Sound
  private let clock: SampleClock
  private let frames: Int
  private let fades: Fades
  private var events: TimelineIterator
  private var upcoming: Event?
  private var words: WordReader
  private let ducking: Ducking?
  private var voices: [PlayingCue] = []
  /// Swells and breaths of each kind so far, modulo the number of their noises.
  private var swells: [Swell: Int] = [:]
  private var bed: BedPlayer?
  private let widthGain: Decibels
  private var position = 0

  init(_ sound: Sound) {
    self.sound = sound
    clock = SampleClock(rate: sound.rate)
    frames = sound.frames
    let length = sound.timeline.length
    fades = Fades(
      rise: clock.frame(at: sound.mix.fadeIn), fall: clock.frame(at: sound.mix.fadeOut(ofTrackLasting: length)),
      total: frames)
    words = WordReader(sound)
    ducking = sound.speech.map { _ in Ducking(rate: sound.rate) }
    mixer = Mixer(sound, fades: fades, ducking: ducking)
    bed = BedPlayer(sound)
    widthGain = sound.widthGain
    events = sound.timeline.makeIterator()
    upcoming = events.next()
  }

  /// Computes the next block of interleaved samples, with a full scale of 1; `nil` after the end.
  public func next() -> [Float]? { nextSegment().map(mixer.samples) }

  /// Returns the next segment; `nil` after the end.
  ///
  /// A segment ends at the block size. Without a bed it also ends where an event or words begin, so that equal segments
  /// can be recognised.
  package func nextSegment() -> SoundSegment? {
    guard position < frames else { return nil }
    voices.removeAll { $0.end <= position }
    var end = min(position + sound.blockFrames, frames)
    if let ducking {
      words.read(until: end + ducking.foresight)
      words.forget(before: position - ducking.memory)
    }
    beginVoices(through: position)
    if bed == nil {
      end = min(
        end, upcoming.map { clock.frame(at: $0.onset) } ?? frames, words.waiting.first?.range.lowerBound ?? frames)
    } else {
      beginVoices(through: end - 1)
    }
    defer { position = end }
    let near = voices.contains { !$0.isWords } ? words.near : []
    return SoundSegment(
      start: position, frames: end - position, voices: voices, bed: bed?.passages(from: position, to: end) ?? [],
      words: ducking?.ranges(of: near, from: position, frames: end - position) ?? [],
      isFading: !fades.areOver(from: position, to: end))
  }

  private func beginVoices(through frame: Int) {
    while let event = upcoming {
      let start = clock.frame(at: event.onset)
      guard start <= frame else { break }
      for cue in sound.mix.cues(for: event) {
        guard let voice = voice(of: cue, at: event, from: start) else { continue }
        if voice.ring != nil { for index in voices.indices { voices[index].yield(to: voice, at: clock.rate) } }
        voices.append(voice)
      }
      upcoming = events.next()
    }
    while let played = words.begin(through: frame) { voices.append(voice(of: played)) }
  }

  /// Words keep the ends that they were trimmed to, and are never shortened.
  private func voice(of played: PlayedWords) -> PlayingCue {
    let words = played.words
    let level = sound.mix.level(of: words) + gain(at: words.start)
    let named = PlayingCue.NamedRecording(
      name: RecordingName(words.utterance), speaker: sound.mix.speaker(of: words), recording: played.recording)
    // A clip is not trimmed, so it may begin and end abruptly.
    let isTrimmed = if case .clip = words.utterance { false } else { true }
    let edge = clock.frame(at: .milliseconds(5))
    let envelope = isTrimmed ? nil : Envelope(rise: edge, fall: edge, total: played.range.count)
    return PlayingCue(
      source: .recorded(named, envelope), start: played.range.lowerBound, frames: played.range.count,
      gains: gains(on: words.side, at: level), isWords: true)
  }

  private func gains(on side: Side?, at level: Decibels) -> [Float] {
    Panning(side: side, channels: sound.channels).gains.map { $0 * Float(level.gain) }
  }

  private func voice(of cue: Cue, at event: Event, from start: Int) -> PlayingCue? {
    let (rise, fall) = (clock.frame(at: cue.rise), clock.frame(at: cue.fall))
    let level = cue.level + gain(at: event.onset)
    let gains = gains(on: event.side, at: level)
    let source: PlayingCue.Source
    var length = length(of: cue, at: event, from: start)
    switch cue.source {
    case .timbre(let timbre):
      var shape = CueShape(timbre: timbre, rise: rise, fall: fall, frames: length, rate: sound.rate)
      switch timbre {
      case .swell(let swell), .breath(let swell): shape.noise = nextNoise(of: swell)
      case .tone, .glide, .pad, .hum, .struck: break
      }
      source = .made(shape)
    case .recording(let name):
      guard let recording = sound.mix.recordings[name] else { return nil }
      length = min(length, recording.frames)
      source = .recorded(
        PlayingCue.NamedRecording(name: name, speaker: nil, recording: recording),
        Envelope(rise: rise, fall: fall, total: length))
    }
    guard length > 0 else { return nil }
    return PlayingCue(source: source, start: start, frames: length, gains: gains, ring: ring(of: cue, at: event))
  }

  private func ring(of cue: Cue, at event: Event) -> PlayingCue.Ring? {
    guard cue.ringsOn, case .timbre = cue.source else { return nil }
    return switch event.kind {
    case .phase: .phase
    case .count: .count
    case .bell(let bell) where bell.isStroke: .stroke
    default: .other
    }
  }

  /// Returns the number of the noise of the next swell or breath. Each kind has three noises, in turn: none has the
  /// noise of one of the two before, and what is cached for one breath serves a later one.
  private func nextNoise(of swell: Swell) -> Int {
    let (number, kinds) = (swells[swell, default: 0], 3)
    swells[swell] = (number + 1) % Self.noisesOfSwell
    let kind =
      switch swell {
      case .inhale: 0
      case .exhale: 1
      case .level: 2
      }
    return number * kinds + kind
  }

  private static let noisesOfSwell = 3

  /// Gain of the profile, minus the level decrease up to an instant.
  private func gain(at onset: Duration) -> Decibels {
    let length = sound.timeline.length
    let passed = length > .zero ? onset / length : 0
    return sound.mix.gain + widthGain + Decibels(-sound.mix.levelDecrease.value * passed)
  }

  /// Length of a cue in frames. A cue ends shortly before its event does, so that every onset follows silence; a cue
  /// that rings on may last until the end of the track.
  private func length(of cue: Cue, at event: Event, from start: Int) -> Int {
    let room = clock.frame(at: event.end) - start
    let filled = room - min(clock.frame(at: CueSet.turn), room / 8)
    let ring = cue.ring.map(clock.frame)
    if case .bell(let bell) = event.kind {
      // The ending's time is the time that its bell rings; a figure's strokes keep to theirs.
      return cue.ringsOn && !bell.isStroke ? filled : min(filled, ring ?? filled)
    }
    guard cue.ringsOn else { return min(filled, ring ?? filled) }
    return min(frames - start, ring ?? frames)
  }
}
