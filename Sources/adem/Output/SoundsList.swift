import BreathPacing
import PatternLanguage

/// List of all sets, timbres and beds, with a line about each.
struct SoundsList {
  var text: String {
    let sets = Sounds.sets.map { ($0, SoundSet.named($0)?.about ?? "") }
    let timbres = TimbreName.allCases.map { ($0.rawValue, Self.line(of: $0)) }
    let beds = Bed.Material.made.map { ($0, Self.line(ofBed: $0)) }
    return """
      Sets, as in 'sounds bowls', or 'sounds bowls with words' for a voice that says 'in' and 'out':
      \(Self.rows(sets))
      Timbres, as in 'sounds { inhale bowl 440Hz -9dB }':
      \(Self.rows(timbres))
      Beds, as in 'bed ocean -38dB following':
      \(Self.rows(beds))
      Events that can have a cue:
        \(Self.lines(of: Sounds.events, each: 8))

      'adem sounds bowls' prints a set, and 'adem sounds bowls -o demo.wav' makes any of these heard.

      """
  }

  private static func lines(of words: [String], each count: Int) -> String {
    stride(from: 0, to: words.count, by: count)
      .map { words[$0..<min($0 + count, words.count)].joined(separator: ", ") }.joined(separator: ",\n  ")
  }

  /// Returns the line about a timbre or a bed; `nil` for another name.
  static func entry(_ name: String) -> String? {
    if let timbre = TimbreName(rawValue: name) { return line(of: timbre) }
    return Bed.Material.made.contains(name) ? line(ofBed: name) : nil
  }

  private static func rows(_ entries: [(name: String, line: String)]) -> String {
    entries.map { name, line in
      "  " + name + String(repeating: " ", count: max(1, 8 - name.count)) + line + "\n"
    }.joined()
  }

  private static func line(of timbre: TimbreName) -> String {
    switch timbre {
    case .tone: "a tone that holds its pitch and grows plainer for as long as the phase"
    case .glide: "a tone that travels from one pitch to another over the whole phase"
    case .pad: "a warm chord, which may travel as a glide does"
    case .hum: "a sung hum, which may travel as a glide does"
    case .swell: "a wave of air: it brightens with an inhale and darkens with an exhale"
    case .breath: "a breath through the mouth, drawn in or let go; by itself 'breath' names the set"
    case .bowl: "a singing bowl that beats slowly and rings on"
    case .bell: "a bell that rings on"
    case .chime: "a bright tube that rings on"
    case .pluck: "a soft mallet on a marimba"
    case .kalimba: "a thumb piano"
    case .wood: "a dry block of wood; by itself 'wood' names the set"
    case .tick: "a short, high tick, for counts"
    case .clip: "a recording of your own, as in 'inhale clip \"gong.wav\"'"
    case .voice: "words, such as 'breathe in', in the language of the pattern"
    case .none: "silence"
    }
  }

  private static func line(ofBed name: String) -> String {
    switch name {
    case "white": "noise as bright as a waterfall nearby"
    case "pink": "noise that is even to the ear, like steady rain"
    case "brown": "deep, dark noise, like a waterfall far away"
    case "ocean": "waves that come in and run out"
    case "rain": "drops on a roof and a garden"
    case "drone": "a low chord that hardly moves"
    default: ""
    }
  }
}
