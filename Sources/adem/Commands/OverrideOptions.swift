import ArgumentParser
import BreathPacing
import PatternLanguage

/// What a command takes in place of what the pattern's text sets.
struct OverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Give a parameter another value, as in '--set unit=5'.", valueName: "name=value"))
  var values: [String] = []

  @Option(help: "Take the defaults of this profile: class, sleep, physio or cardiac.")
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "Let this voice speak: 'none', a name such as 'nl', 'command \"…\"' or 'folder \"…\"'.", valueName: "voice"))
  var voice: String?

  @Option(help: "Speak, and name numbers, in this language, such as nl or en.")
  var language: String?

  var overrides: Overrides {
    Overrides(parameters: values, profile: profile, voice: voice, language: language)
  }
}
