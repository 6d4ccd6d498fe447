import PatternLanguage

extension Settings {
  /// Settings that differ from the defaults of the profile, as statements of the language.
  ///
  /// A `sounds` block has one element for each of its lines; a text with line breaks is one element.
  public var statements: [String] { PatternPrinter().settings(self) }
}

/// Settings that differ from the defaults, in the order of ``SettingStatement/all``.
extension PatternPrinter {
  func settings(_ settings: Settings) -> [String] {
    let usual = Settings(for: settings.profile)
    return SettingStatement.all.flatMap { statement in
      guard let printed = statement.printed else { return composite(statement.keyword, of: settings, unless: usual) }
      return printed(settings, usual).map { "\(statement.keyword.rawValue) \(spelled($0))" }
    }
  }

  private func spelled(_ value: SettingStatement.PrintedValue) -> String {
    switch value {
    case .value(let value): ValueSpelling.spelled(value)
    case .word(let word): ValueSpelling.word(word)
    }
  }

  /// Returns the lines of a setting of several values.
  private func composite(_ keyword: Keyword, of settings: Settings, unless usual: Settings) -> [String] {
    switch keyword {
    case .fade:
      [("in", settings.fadeIn, usual.fadeIn), ("out", settings.fadeOut, usual.fadeOut)].compactMap {
        $1 == $2 ? nil : "fade \($0) \(ValueSpelling.spelled($1))"
      }
    case .ending: settings.ending == usual.ending ? [] : [ending(settings.ending)]
    case .bell: settings.bells.map(bell)
    case .voice: settings.voice.map { ["voice " + Self.spelled($0)] } ?? []
    case .bed: settings.bed.map { [bed($0)] } ?? []
    case .sounds: settings.sounds.map(sounds) ?? []
    case .parameter:
      settings.parameters.map { parameter in
        joined(
          "parameter", ValueSpelling.word(parameter.name), "=", ValueSpelling.spelled(parameter.value),
          parameter.text.map(ValueSpelling.quoted))
      }
    case .allow:
      settings.allowances.map { "allow \(ValueSpelling.word($0.rule)) \(ValueSpelling.quoted($0.reason))" }
    default: preconditionFailure("'\(keyword.rawValue)' is not a setting of several values")
    }
  }

  private func ending(_ ending: Ending) -> String {
    switch ending {
    case .none: "ending none"
    case .bell(Ending.usualRing): "ending bell"
    case .bell(let ring): "ending bell " + ValueSpelling.spelled(ring)
    }
  }

  /// What a section has of its own, as its first lines.
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
