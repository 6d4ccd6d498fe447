/// Heads of statements without their blocks, and the values in them.
extension Formatter {
  func head(of statement: StatementSyntax) -> String {
    switch statement.kind {
    case .setting(let setting): self.setting(setting)
    case .define(let definition):
      joined(
        "define", definition.name?.value,
        definition.parameters.isEmpty ? nil : "with " + definition.parameters.map(\.value).joined(separator: ", "))
    case .phase(let phase):
      joined(
        phase.keyword.value.rawValue, phase.length.map(value), phase.side?.value, phase.countdown.map(countdown),
        phase.text.map(quoted))
    case .breaths(let breaths):
      joined(
        "breaths", breaths.exactly.map { _ in "exactly" }, breaths.amount.map(value), modifiers(breaths.modifiers),
        breaths.text.map(quoted))
    case .compact(let compact):
      joined(
        source.text(of: compact.ratio.range), "times", compact.times.map(value), modifiers(compact.modifiers))
    case .repeat(let repetition):
      joined(
        "repeat", repetition.amount.map(value), repetition.resting.map(resting), modifiers(repetition.modifiers))
    case .sides(let sides): joined(["sides"] + sides.names.map(quoted) + [sides.resting.map(resting)])
    case .say(let say): joined("say", say.text.map(quoted), say.length.map(value))
    case .section(let section): joined("section", section.name.map(quoted))
    case .for(let loop): joined(["for", loop.name?.value, "in"] + loop.values.map(value))
    case .use(let use): self.use(use)
    case .clip(let clip): joined("clip", clip.file.map(quoted), clip.length.map(value))
    case .unreadable: source.text(of: statement.range)
    }
  }

  private func resting(_ resting: RestingSyntax) -> String {
    joined("resting", value(resting.length), resting.countdown.map(countdown), resting.text.map(quoted))
  }

  private func countdown(_ number: ExpressionSyntax) -> String { "countdown " + value(number) }

  private func modifiers(_ modifiers: ModifiersSyntax) -> String? {
    let words = joined(
      modifiers.pace.map { "at " + value($0) }, modifiers.direction?.value.rawValue,
      modifiers.breaths.map { _ in "breaths" }, modifiers.from.map { "from " + value($0) },
      modifiers.every.map { "every " + value($0) }, modifiers.place.map { "on \($0.value.rawValue)" })
    return words.isEmpty ? nil : words
  }

  private func use(_ use: UseSyntax) -> String {
    let target: String? =
      switch use.target {
      case .definition(let name)?: name.value
      case .file(let file)?: quoted(file)
      case nil: nil
      }
    let arguments = use.arguments.map { "\($0.name.value) = \(value($0.value))" }
    return joined("use", target, arguments.isEmpty ? nil : "with " + arguments.joined(separator: ", "))
  }

  // MARK: Settings

  private func setting(_ setting: SettingSyntax) -> String {
    let name = setting.keyword.value.rawValue
    return switch setting.value {
    case .text(let text)?: joined(name, quoted(text))
    case .word(let word)?: joined(name, spelled(word))
    case .expression(let expression)?: joined(name, value(expression))
    case .ending(let word, let ring)?: joined(name, word.value, ring.map(value))
    case .bell(let bell)?: joined(name, bell.moment.rawValue, bell.time.map(value), bell.text.map(quoted))
    case .fade(let direction, let time)?: joined(name, direction.value, value(time))
    case .bed(let bed)?:
      joined(
        name, bed.name.value, bed.file.map(quoted), bed.level.map(value), bed.following == nil ? nil : "following")
    case .voice(let word, let argument)?: joined(name, spelled(word), argument.map(quoted))
    case .sounds(let sounds)?:
      joined(name, sounds.set?.value, sounds.file.map(quoted), sounds.words.map { _ in "with words" })
    case .parameter(let parameter)?:
      joined(
        name, parameter.name.value, "=", value(parameter.value),
        parameter.range.map { "in \(value($0.from))..\(value($0.to))" }, parameter.text.map(quoted))
    case .allow(let rule, let reason)?: joined(name, spelled(rule), reason.map(quoted))
    case nil: name
    }
  }

  func cue(_ cue: CueSyntax) -> String {
    cue.event.value + " " + cue.layers.map(layer).joined(separator: " and ")
  }

  private func layer(_ layer: LayerSyntax) -> String {
    let pitches = layer.pitches.map(\.value).joined(separator: " to ")
    let times = layer.times.map { "\($0.edge.value.rawValue) \(value($0.time))" }
    return joined(
      layer.timbre.value, layer.file.map(quoted), pitches.isEmpty ? nil : pitches, layer.level.map(value),
      times.isEmpty ? nil : times.joined(separator: " "))
  }

  // MARK: Values

  func quoted(_ text: TextSyntax) -> String { source.text(of: text.range) }

  /// Removes the quotes of a word; a text that is not a word keeps them.
  private func spelled(_ word: Located<String>) -> String {
    word.value.isWord ? word.value : source.text(of: word.range)
  }

  private func value(_ expression: ExpressionSyntax) -> String { value(expression, inside: nil) }

  /// Formats an expression with parentheses only where they change the result.
  private func value(_ expression: ExpressionSyntax, inside outer: ExpressionSyntax.Operator?, isRight: Bool = false)
    -> String
  {
    switch expression.kind {
    case .rate(let inner):
      return value(inner, inside: .over) + "/min"
    case .ramp(let first, let last): return value(first) + " to " + value(last)
    case .fill(let share): return share.map { "fill " + value($0) } ?? "fill"
    case .binary(let sign, let left, let right):
      let written = "\(value(left, inside: sign)) \(sign.rawValue) \(value(right, inside: sign, isRight: true))"
      guard let outer else { return written }
      let binds = sign.precedence > outer.precedence || sign.precedence == outer.precedence && !isRight
      return binds ? written : "(\(written))"
    case .number, .time, .level, .loudness, .text, .name, .malformed:
      let written = source.text(of: expression.range)
      if case .text = expression.kind { return written }
      return written.filter { $0 != "(" && $0 != ")" && !$0.isWhitespace }
    }
  }

  private func joined(_ words: String?...) -> String { joined(words) }

  private func joined(_ words: [String?]) -> String { words.compactMap { $0 }.joined(separator: " ") }
}

extension ExpressionSyntax.Operator {
  fileprivate var precedence: Int {
    switch self {
    case .plus, .minus: 1
    case .times, .over: 2
    }
  }
}
