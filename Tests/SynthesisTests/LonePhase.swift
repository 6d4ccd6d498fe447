import PatternLanguage
import Synthesis
import Timing

/// A phase in a track in which nothing else sounds.
struct LonePhase: CustomStringConvertible {
  /// As the language names its event.
  let event: String
  let length: String

  static let events = ["inhale", "full-hold", "exhale", "empty-hold", "rest", "tense", "release"]

  /// The track's samples from the frame on at which the phase begins; mono.
  ///
  /// - Parameter cue: what sounds in place of what the set has.
  func samples(in set: String, playing cue: String? = nil, rate: Int) throws -> [Float] {
    let (before, step) =
      switch event {
      case "full-hold": ("inhale", "hold")
      case "empty-hold": ("exhale", "hold")
      default: ("", event)
      }
    var sounds = ["count none", "hold-count none"]
    if !before.isEmpty { sounds.append("\(before) none") }
    if let cue { sounds.append("\(event) \(cue)") }
    var text = "ending none\nsounds \(set) { \(sounds.joined(separator: "; ")) }\n"
    if !before.isEmpty { text += "\(before) 1s\n" }
    text += "\(step) \(length)\n"
    let timeline = try Timeline(of: Pattern(parsing: SourceText(text)))
    let samples = Sound(of: timeline, rate: rate, channels: 1).flatMap { $0 }
    return Array(samples.dropFirst(before.isEmpty ? 0 : rate))
  }

  var description: String { "\(event) \(length)" }
}
