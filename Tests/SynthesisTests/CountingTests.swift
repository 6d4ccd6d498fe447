import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

/// Numbers and counts are heard above the cues of every set.
@Suite struct CountingTests {
  private static let rate = 48_000

  private func samples(_ text: String, bed: Bed.Material? = nil) throws -> [Float] {
    let pattern = try Pattern(parsing: SourceText("ending none; voice none\n" + text))
    var mix = Mix(of: pattern)
    if let bed {
      mix.bed = BedSound(bed, rate: Self.rate, channels: 1).map {
        BedLayer($0, level: Decibels(-38), isFollowing: true)
      }
    }
    return Sound(of: Timeline(of: pattern), rate: Self.rate, channels: 1, mix: mix).flatMap { $0 }
  }

  private func difference(_ first: [Float], _ second: [Float]) -> [Float] { zip(first, second).map { $0 - $1 } }

  /// 88 is fifty, ten, ten, ten, five, one, one, one. Pitches are those of the set's announcement, by the grammar.
  @Test(arguments: Sounds.sets, [("inhale", "10"), ("exhale", "10"), ("inhale", "88"), ("exhale", "88")])
  func `Every stroke stands 10 dB above everything else in its band`(set: String, number: (String, String)) throws {
    let (phase, announced) = number
    let steps = "breaths 1 countdown from \(announced) on \(phase) { inhale 4; exhale 6 }"
    let beds: [Bed.Material?] = announced == "10" ? [nil] + Bed.Material.made.map { Bed.Material(made: $0) } : [nil]
    let pitch = try #require(Sounds.named(set)?.cues["announcement"]?.first?.pitches.first?.frequency)
    let strokes = announced == "10" ? [1.0] : [0.9, 1, 1, 1, 1.5, 2, 2, 2]
    for bed in beds {
      let whole = try samples("sounds \(set) { count none }\n\(steps)", bed: bed)
      let rest = try samples("sounds \(set) { count none; announcement none }\n\(steps)", bed: bed)
      for (index, ratio) in strokes.enumerated() {
        let start = (phase == "inhale" ? 0 : 4 * Self.rate) + index * Self.rate / 4
        let from = max(0, start - Self.rate / 4)
        let window = (start - from)..<(start - from + Self.rate / 10)
        let (heard, others) = (
          Array(difference(whole, rest)[from..<(start + 9_600)]), Array(rest[from..<(start + 9_600)])
        )
        let margin =
          AuditoryBand(of: heard, at: pitch * ratio, rate: Self.rate).level(in: window)
          - AuditoryBand(of: others, at: pitch * ratio, rate: Self.rate).level(in: window)
        #expect(
          margin >= 10, "stroke \(index + 1) of \(announced), \(phase), bed \(String(describing: bed)): \(margin) dB")
      }
    }
  }

  /// The last two counts are a whole tone and a major third higher. A tick is 15 dB softer than the cue at its loudest.
  @Test(arguments: Sounds.sets.filter { $0 != "night" }, ["inhale", "full-hold", "exhale", "empty-hold"])
  func `Every tick stands 6 dB above the cue in its band, and startles nobody`(set: String, event: String) throws {
    for counts in [3, 8] { try check(counts, of: event, in: set) }
  }

  private func check(_ counts: Int, of event: String, in set: String) throws {
    let cues = try #require(Sounds.named(set)?.cues)
    let name = event.hasSuffix("hold") && cues["hold-count"] != nil ? "hold-count" : "count"
    let usual = try #require(cues[name]?.first?.pitches.first?.frequency)
    let (before, step) =
      switch event {
      case "full-hold": ("inhale", "hold")
      case "empty-hold": ("exhale", "hold")
      default: ("", event)
      }
    let first = before.isEmpty ? "" : "\(before) 1s; "
    let silence = before.isEmpty ? "" : "\(before) none; "
    let whole = try samples("sounds \(set) { \(silence.dropLast(2)) }\n\(first)\(step) \(counts)")
    let rest = try samples("sounds \(set) { \(silence)count none; hold-count none }\n\(first)\(step) \(counts)")
    let ticks = difference(whole, rest)
    let loudest = stride(from: 0, to: rest.count - 1_440, by: 480).map {
      Measurement.level(of: rest[$0..<($0 + 1_440)])
    }.max()
    for number in 2...counts {
      let start = (number - 1 + (before.isEmpty ? 0 : 1)) * Self.rate
      let pitch = usual * (number == counts ? 1.25 : number == counts - 1 ? 1.125 : 1)
      let from = start - 4_800
      let window = 4_800..<(4_800 + 1_440)
      let tick = AuditoryBand(of: Array(ticks[from..<(start + 2_880)]), at: pitch, rate: Self.rate).level(in: window)
      let cue = AuditoryBand(of: Array(rest[from..<(start + 2_880)]), at: pitch, rate: Self.rate).level(in: window)
      #expect(tick > -60, "count \(number)")
      #expect(tick - cue >= 6, "count \(number): \(tick - cue) dB")
      #expect(Measurement.level(of: ticks[start..<(start + 1_440)]) < (loudest ?? 0) - 15, "count \(number)")
    }
  }
}
