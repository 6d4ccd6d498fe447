import Foundation
import TestSupport
import Testing

/// The patterns do what their sources say. What they say is written down in `Tests/Corpus/exercises`.
@Suite struct `The exercises and their sources` {
  static let files = ["described", "named", "programmes"]
  static let all = files.flatMap { (try? ExerciseFacts.all(in: $0)) ?? [] }
  static let others = ["protocols", "classes"].flatMap { (try? ExerciseFacts.all(in: $0)) ?? [] }
  static let spoken = Repository.patterns.filter {
    (try? Repository.text(of: "patterns/\($0).breath").contains("say \"")) ?? false
  }
  static let programmes = Repository.patterns.filter { !$0.contains("/") }

  @Test func `Every pattern has its facts`() {
    let described = (Self.all + Self.others).map(\.pattern)
    // The first combines exercises of three chapters, in an order of our own; the second is 'box' with shorter counts.
    #expect(Set(Repository.patterns).subtracting(described) == ["lichaam-en-geest", "protocols/box-3"])
    #expect(Set(described).count == described.count)
  }

  @Test(arguments: others)
  func `A protocol or a class has the numbers of its source`(facts: ExerciseFacts) async throws {
    #expect(try await facts.disagreements(with: ShownTrack.of(facts.pattern)) == [])
  }

  @Test(arguments: all)
  func `An exercise is the one that its source describes`(facts: ExerciseFacts) async throws {
    let track = try await ShownTrack.of(facts.pattern)
    #expect(try facts.disagreements(with: track) == [])
    #expect(track.about.contains("van ons"), "'about' says which part is ours")
    #expect(track.sources.contains { $0.contains("blz. ") || $0.contains("bij '") }, "a source names its page")
  }

  @Test(arguments: all)
  func `A side is heard by its name`(facts: ExerciseFacts) async throws {
    let track = try await ShownTrack.of(facts.pattern)
    for side in track.events where side.kind == "side" {
      let words = track.events.filter { $0.onset >= side.onset && $0.onset < side.onset + side.duration }
      let name = side.side == "right" ? "recht" : "link"
      #expect(words.contains { $0.says(name) }, "\(side.name ?? "") at \(side.onset) s")
    }
  }

  @Test(arguments: spoken)
  func `A pause follows every instruction, before the next words`(name: String) async throws {
    let track = try await ShownTrack.of(name)
    let words = track.events.filter { $0.text != nil }
    let hurried = zip(words, words.dropFirst()).filter { instruction, next in
      instruction.kind == "say" && next.onset - instruction.onset - instruction.duration < 0.999
    }
    #expect(hurried.map { "\($0.0.text ?? "") / \($0.1.text ?? "")" } == [])
  }

  /// The start of an instruction, and the seconds before other words or a breath are due.
  static let postures = [
    ("Ga op je rug liggen", 8.0), ("Ga op je buik liggen", 8), ("Ga op de grond zitten", 8), ("Kniel ", 8),
    ("Kom op handen en knieën", 8), ("Rol op je", 8), ("Ga op een stoel", 5), ("Ga rechtop staan", 5),
    ("Ga prettig", 5),
  ]

  @Test(arguments: spoken)
  func `A posture gets the time that it takes to get there`(name: String) async throws {
    let track = try await ShownTrack.of(name)
    for (posture, seconds) in Self.postures {
      let hurried = track.events.filter { event in
        event.kind == "say" && event.text?.hasPrefix(posture) == true
          && track.pause(after: event).map { $0 < seconds - 0.001 } == true
      }
      #expect(hurried.map(\.text) == [])
    }
  }

  @Test(arguments: all)
  func `A caution is heard once`(facts: ExerciseFacts) async throws {
    guard facts.pattern.contains("/") else { return }  // Each part of a programme has its own.
    let cautions = ["forceer", "ischias", "pijn", "voorzichtig", "duizelig", "stop dan", "niet in je rug"]
    let track = try await ShownTrack.of(facts.pattern)
    let heard = track.events.compactMap(\.text).filter { text in cautions.contains { text.lowercased().contains($0) } }
    #expect(Set(heard).count == heard.count, "\(heard)")
  }

  /// The cue of a rest lasts as long as the rest, and would be followed like a long breath.
  @Test(arguments: Repository.patterns)
  func `Nothing but words is heard in a rest`(name: String) async throws {
    let track = try await ShownTrack.of(name)
    let rests = track.events.contains { $0.kind == "rest" }
    #expect(!rests || track.settings.contains("  rest none"))
  }

  @Test(arguments: programmes)
  func `A programme gives time to move to the next exercise, and a moment after its name`(name: String) async throws {
    let track = try await ShownTrack.of(name)
    var end = 0.0
    for part in track.partEvents {
      let before = track.events.filter { $0.onset >= end - 0.001 && $0.onset < part.onset - 0.001 }
      let rests = before.filter { $0.kind == "rest" }.map(\.duration)
      if end > 0 { #expect(rests.reduce(0, +) >= 15, "before \(part.name ?? "")") }
      if before.contains(where: { $0.kind == "say" }) { #expect(before.last { $0.isPhase }?.kind == "rest") }
      end = part.onset + part.duration
    }
  }

  @Test(arguments: programmes + ["classes/tien-minuten-per-dag"])
  func `A programme lists every reason to see a physician first`(name: String) async throws {
    let track = try await ShownTrack.of(name)
    let reasons = [
      "ernstige", "plotselinge", "aanhoudende pijn", "erger worden", "tintelingen", "doof", "ander gevoel", "koorts",
      "duizeligheid", "roodheid", "plotseling of onverklaard gewichtsverlies", "hernia", "zwanger", "hoge bloeddruk",
      "diabetes", "osteoporose", "reumatoïde artritis", "andere ziekte", "blessure", "twijfel", "ischias", "forceer",
      "stop bij pijn",
    ]
    #expect(reasons.filter { !track.about.contains($0) } == [])
  }
}
