import SoundFiles
import Synthesis

extension BitRates {
  /// The bit rates that can be given, for people.
  var words: String {
    switch choice {
    case .steps(let steps): "one of \(steps.map(String.init).joined(separator: ", "))"
    case .range(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}

extension Container {
  /// Whether a bit rate can be chosen, at some sample rate.
  var hasBitRates: Bool { bitRates(at: 48_000, channels: 1) != nil }

  /// The extensions of the kinds that have bit rates, as in a sentence.
  static let extensionsWithBitRates: String = {
    let names = extensions.filter { Container(ofFileAt: "a.\($0)")?.hasBitRates ?? false }.map { ".\($0)" }
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }()
}

extension SoundFormat {
  /// The sample rate and the channels, for people.
  var words: String { "\(rate) frames a second in \(channels == 1 ? "mono" : "stereo")" }
}
