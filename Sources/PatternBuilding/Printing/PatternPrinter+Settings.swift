import PatternLanguage

extension Settings {
  /// Settings that differ from the defaults of the profile, as statements of the language.
  ///
  /// A `sounds` block has one element for each of its lines; a text with line breaks is one element.
  public var statements: [String] { PatternPrinter().settings(self) }
}

/// Settings that differ from the defaults, in the order of the language's documentation.
extension PatternPrinter {
  func settings(_ settings: Settings) -> [String] {
    let usual = Settings(for: settings.profile)
    var lines: [String?] = [
      settings.title.map { "title " + ValueSpelling.quoted($0) },
      settings.about.map { "about " + ValueSpelling.quoted($0) },
    ]
    lines += settings.sources.map { "source " + ValueSpelling.quoted($0) }
    lines += [
      settings.language == usual.language ? nil : "language " + ValueSpelling.word(settings.language),
      settings.profile.map { "profile \($0.rawValue)" },
      time("count", settings.count, unless: usual.count), time("lead-in", settings.leadIn, unless: usual.leadIn),
      time("fade in", settings.fadeIn, unless: usual.fadeIn),
      time("fade out", settings.fadeOut, unless: usual.fadeOut),
      settings.lasting.map { "lasting " + ValueSpelling.spelled($0) },
      settings.ending == usual.ending ? nil : ending(settings.ending),
    ]
    lines += settings.bells.map(bell)
    lines += [
      settings.voice.map { "voice " + Self.spelled($0) }, settings.bed.map(bed),
      settings.loudness.map { "loudness " + ValueSpelling.spelled(.loudness($0)) },
    ]
    lines += settings.sounds.map(sounds) ?? []
    lines += settings.parameters.map { parameter in
      joined(
        "parameter", ValueSpelling.word(parameter.name), "=", ValueSpelling.spelled(parameter.value),
        parameter.text.map(ValueSpelling.quoted))
    }
    lines += settings.allowances.map { "allow \(ValueSpelling.word($0.rule)) \(ValueSpelling.quoted($0.reason))" }
    return lines.compactMap { $0 }
  }

  private func time(_ name: String, _ time: Duration, unless usual: Duration) -> String? {
    time == usual ? nil : "\(name) \(ValueSpelling.spelled(time))"
  }

  private func ending(_ ending: Ending) -> String {
    switch ending {
    case .none: "ending none"
    case .bell(Ending.usualRing): "ending bell"
    case .bell(let ring): "ending bell " + ValueSpelling.spelled(ring)
    }
  }

  /// Returns a section's own settings as its first lines.
  func settings(of section: Section) -> [String] {
    [section.count.map { "count " + ValueSpelling.spelled($0) }, section.voice.map { "voice " + Self.spelled($0) }]
      .compactMap(\.self) + section.bells.map(bell) + (section.sounds.map(sounds) ?? [])
  }

  private func bell(_ bell: IntervalBell) -> String {
    let moment =
      switch bell.moment {
      case .every(let time): "every " + ValueSpelling.spelled(time)
      case .at(let time): "at " + ValueSpelling.spelled(time)
      case .half: "at half"
      case .beforeEnd(let time): "before end " + ValueSpelling.spelled(time)
      }
    return joined("bell", moment, bell.text.map(ValueSpelling.quoted))
  }

  /// The voice as written after `voice`.
  static func spelled(_ voice: Voice) -> String {
    switch voice {
    case .silent: "none"
    case .named(let name): ValueSpelling.word(name)
    case .command(""): Overrides.unstoredCommand
    case .command(let command): "command " + ValueSpelling.quoted(command)
    case .folder(let folder): "folder " + ValueSpelling.quoted(folder)
    case .piper(let model): "piper " + ValueSpelling.quoted(model)
    }
  }

  private func bed(_ bed: Bed) -> String {
    let material: String
    if case .clip(let file) = bed.material {
      material = "clip " + ValueSpelling.quoted(file)
    } else {
      material = Bed.Material.named.first { $0.value == bed.material }?.key ?? "none"
    }
    return joined("bed", material, level(bed.level), bed.isFollowing ? "following" : nil)
  }

  private func level(_ level: Rational?) -> String? { level.map { ValueSpelling.spelled(.level($0)) } }

  private func sounds(_ sounds: Sounds) -> [String] {
    let head = joined("sounds", sounds.set.map(ValueSpelling.word), sounds.hasWords ? "with words" : nil)
    if sounds.cues.isEmpty, sounds.set != nil || sounds.hasWords { return [head] }
    let unknown = sounds.cues.keys.filter { !Sounds.events.contains($0) }.sorted()
    let cues = (Sounds.events + unknown).compactMap { event in sounds.cues[event].map { cue(event, $0) } }
    return [head + " {"] + cues.map { "  " + $0 } + ["}"]
  }

  private func cue(_ event: String, _ layers: [CueLayer]) -> String {
    ValueSpelling.word(event) + " " + layers.map(layer).joined(separator: " and ")
  }

  private func layer(_ layer: CueLayer) -> String {
    let pitches = layer.pitches.map { $0.isPitch ? $0.text : ValueSpelling.quoted($0.text) }
    let times = [("rise", layer.rise), ("fall", layer.fall), ("ring", layer.ring)].compactMap { name, time in
      time.map { "\(name) \(ValueSpelling.spelled($0))" }
    }
    return joined(
      layer.timbre.rawValue, layer.file.map(ValueSpelling.quoted),
      pitches.isEmpty ? nil : pitches.joined(separator: " to "), level(layer.level),
      times.isEmpty ? nil : times.joined(separator: " "))
  }
}
