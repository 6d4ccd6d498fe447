import ArgumentParser
import BreathPacing

/// Values for the parameters of a pattern.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Give a parameter another value, as in '--set unit=5'.", valueName: "name=value"))
  var values: [String] = []

  var settings: [ParameterSetting] { values.map { ParameterSetting($0, name: "--set \($0)") } }
}
