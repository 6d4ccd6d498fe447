import ArgumentParser
import BatchRendering
import BreathPacing
import Synthesis

extension PublishingPlace {
  /// The places on the command line.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// Checks the value of `--for`.
  static func validate(_ word: String?) throws {
    guard let word, PublishingPlace(rawValue: word) == nil else { return }
    let help = PublishingPlace(meantBy: word).map { " Write '--for \($0.rawValue)'." } ?? ""
    throw ValidationError("'--for' is one of \(list), not '\(word.printable)'.\(help)")
  }

  /// The place that a misspelt or related word means.
  private init?(meantBy word: String) {
    let word = word.lowercased()
    let others = [
      "telephone": "phone", "mobile": "phone", "apple-podcasts": "podcast", "spotify": "podcast",
      "insight": "insight-timer",
      "insighttimer": "insight-timer", "alexa": "smart-speaker", "speaker": "smart-speaker", "audacity": "editor",
      "reaper": "editor", "daw": "editor", "research": "lab", "laboratory": "lab",
    ]
    guard let name = others[word] ?? Self.allCases.map(\.rawValue).nearest(to: word, by: \.self) else { return nil }
    self.init(rawValue: name)
  }

  /// Returns the options that the place sets, as they could be typed, without those that were given.
  func notice(leavingOut given: SoundOptions, beside: SidecarOptions, output: String?) -> String {
    var words: [String] = []
    func add(_ option: String, _ value: String?, unless isGiven: Bool) {
      if let value, !isGiven { words.append("\(option) \(value)") }
    }
    add("--format", fileExtension, unless: output != nil)
    add("--rate", "\(rate)", unless: given.rate != nil)
    add("--bits", samples.map { "\($0.bytes * 8)" }, unless: given.bits != nil)
    add("--channels", channels.map(String.init), unless: given.channels != nil)
    let (mono, stereo) = (bitRate(channels: 1), bitRate(channels: 2))
    let isFixed = mono == stereo || channels != nil
    let rate = (channels == 2 ? stereo : mono).map { "\($0)" + (isFixed ? "" : " (\(stereo ?? $0) in stereo)") }
    add(
      "--bitrate", mostBytes == nil ? rate : rate.map { "\($0) (less for more than \(largest))" },
      unless: given.bitrate != nil)
    add("--loudness", loudness.map { LUFS($0).spelled }, unless: given.loudness != nil)
    add("--markers", markers.rawValue, unless: given.markers != nil)
    let files = self.beside.map(\.rawValue).joined(separator: ",")
    add("--beside", files.isEmpty ? nil : files, unless: !beside.files.isEmpty)
    return "for \(rawValue): \(words.joined(separator: " "))"
  }

  private var largest: String { Int64(mostBytes ?? 0).spelledAsSize }
}

extension PublishingObjection {
  /// Words for a property that a place refuses, and for its remedy.
  func words(of place: PublishingPlace) -> (message: String, help: String) {
    switch self {
    case .noTitle: ("\(place.rawValue) needs a title", "write 'title \"…\"' at the top")
    case .noEndingBell:
      ("\(place.rawValue) asks for a bell at the end, except for sleep", "write 'ending bell', or 'profile sleep'")
    case .tooLarge(let bytes, let most):
      (
        "the track has at least \(Int64(bytes).spelledAsSize), and \(place.rawValue) takes \(Int64(most).spelledAsSize)",
        "make it shorter, or two tracks of it"
      )
    case .sidesInMono:
      (
        "\(place.rawValue) plays one channel: left and right sound alike",
        "name the sides in words, such as 'inhale 4 left \"left\"'"
      )
    case .tooSoft(let reached, let wanted):
      (
        "\(place.rawValue) asks for \(wanted.spelled), and the peaks of the track keep it at \(reached.spelled)",
        "choose sounds that last longer, such as 'sounds bowls', or a 'bed'"
      )
    }
  }
}
