import BreathPacing
import Synthesis

extension Levels {
  /// Loudness and true peak in one line.
  var summary: String {
    [
      momentary.map { "loudest moment \($0.spelled)" }, integrated.map { "integrated \($0.spelled)" },
      truePeak.map { "true peak \($0.spelled)TP" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
