import ArgumentParser
import BreathPacing
import PatternLanguage
import Speech

/// Options that replace settings of the pattern's text.
struct OverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Give a parameter another value, as in '--set unit=5'.", valueName: "name=value"),
    completion: .parameters)
  var values: [String] = []

  @Option(help: "Take the defaults of this profile: class, sleep, physio or cardiac.", completion: .profiles)
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "Let this voice speak: 'none', a name such as 'nl', 'piper \"…\"', 'command \"…\"' or 'folder \"…\"'.",
      valueName: "voice"),
    completion: .voices)
  var voice: String?

  @Option(help: "Speak, and name numbers, in this language, such as nl or en.", completion: .languages)
  var language: String?

  /// Help for `--allow-commands`.
  static let allowCommandsHelp = ArgumentHelp(
    "Let a command run that a pattern, a manifest or a track names in order to speak. It has your rights; read it first."
  )

  /// Help for `--allow-commands` of commands that render nothing.
  static let allowMeasuringHelp = ArgumentHelp(
    "Let a command run that speaks, to measure its words; otherwise their lengths are estimates. It has your rights; read it first."
  )

  func validate() throws {
    var given: [String: String] = [:]
    for value in values {
      if let second = value.firstMatch(of: /^([\w-]+=[0-9.a-z\/]+)[,;] *([\w-]+=.+)$/) {
        throw ValidationError(
          "'--set' gives one value. Write '--set \(second.1.description.printable) --set \(second.2.description.printable)'."
        )
      }
      guard let first = given.updateValue(value, forKey: value.parameterName) else { continue }
      throw ValidationError(
        "'--set' gives '\(value.parameterName.printable)' twice, as '\(first.printable)' and '\(value.printable)'; "
          + "leave one of them away.")
    }
  }

  var overrides: Overrides {
    Overrides(parameters: values, profile: profile, voice: voice, language: language)
  }
}

extension SoundSources {
  /// The sources of a track that is looked at and not rendered. Without leave no command is started.
  init(lookingIn root: String, user: String, cache: SpeechCache? = .usual, allowsCommands: Bool = false) {
    self.init(root: root, user: user, cache: cache)
    self.allowsCommands = allowsCommands
    measuresCommands = allowsCommands
    mostNewWords = 300
    isCancelled = { Interruption.pending != nil }
  }
}
