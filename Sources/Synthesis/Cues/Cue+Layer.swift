import PatternLanguage

extension Cue {
  /// The cue of a layer at an event; `nil` for silence.
  init?(_ layer: CueLayer, at event: String) {
    let level = Decibels(layer.level?.value ?? layer.timbre.usualLevel)
    let usual = UsualPitch(at: event)
    let pitches = layer.pitches.map(Hertz.init)
    let pitch = pitches.first ?? usual.first
    let last = pitches.dropFirst().first ?? (pitches.isEmpty ? usual.last : pitch)
    let timbre: Timbre
    switch layer.timbre {
    case .none: return nil
    case .tone: timbre = .tone(pitch)
    case .glide: timbre = .glide(from: pitch, to: last)
    case .pad: timbre = .pad(from: pitch, to: last)
    case .hum: timbre = .hum(from: pitch, to: last)
    case .swell: timbre = .swell(Swell(at: event))
    case .breath: timbre = .breath(Swell(at: event))
    case .bowl: timbre = .struck(.bowl, pitch)
    case .bell: timbre = .struck(.bell, pitch)
    case .chime: timbre = .struck(.chime, pitch)
    case .pluck: timbre = .struck(.pluck, pitch)
    case .kalimba: timbre = .struck(.kalimba, pitch)
    case .wood: timbre = .struck(.wood, pitch)
    case .tick: timbre = .struck(.tick, pitch)
    case .clip, .voice:
      self.init(
        layer.timbre == .clip ? .sample(layer.file ?? "") : .phrase(event),
        level: Decibels(layer.level?.value ?? layer.timbre.usualLevel))
      rise = layer.rise ?? rise
      fall = layer.fall ?? fall
      ring = layer.ring
      return
    }
    self.init(timbre, level: level, rise: layer.rise, fall: layer.fall, ring: layer.ring)
  }
}

extension Swell {
  /// The course at an event.
  fileprivate init(at event: String) {
    self = event == "inhale" ? .inhale : ["exhale", "release"].contains(event) ? .exhale : .level
  }
}

/// Default pitches of an event, around the fifth E4–B4: an inhale rises and an exhale falls.
private struct UsualPitch {
  let first: Hertz
  let last: Hertz

  init(at event: String) {
    let (low, high): (Double, Double) =
      switch event {
      case "inhale": (330, 495)
      case "exhale": (495, 330)
      case "hold", "full-hold": (495, 495)
      case "tense": (297, 396)
      case "release": (396, 247.5)
      case "count": (1320, 1320)
      case "hold-count": (1760, 1760)
      case "announcement": (528, 528)
      default: (330, 330)
      }
    (first, last) = (Hertz(low), Hertz(high))
  }
}

extension TimbreName {
  /// Default level in dB.
  fileprivate var usualLevel: Double {
    switch self {
    case .tone, .glide: -17
    case .pad, .hum: -14
    case .swell, .breath, .chime, .wood: -18
    case .bowl, .bell, .clip: -12
    case .pluck, .kalimba: -14
    case .tick: -28
    case .voice, .none: 0
    }
  }
}

extension Hertz {
  /// Frequency of a pitch name in twelve-tone equal temperament, with A4 at 440 Hz.
  init(_ name: PitchName) {
    if let frequency = name.frequency {
      self.init(frequency)
    } else {
      // A4 is 57 semitones above C0.
      self.init(440 * Elementary.powerOfTwo(Double((name.semitone ?? 57) - 57) / 12))
    }
  }
}
