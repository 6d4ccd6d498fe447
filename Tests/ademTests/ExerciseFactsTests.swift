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

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `Every pattern has its facts`() {
    let described = (Self.all + Self.others).map(\.pattern)
    // The first combines exercises of three chapters, in an order of our own; the second is 'box' with shorter counts.
    #expect(Set(Repository.patterns).subtracting(described) == ["lichaam-en-geest", "protocols/box-3"])
    #expect(Set(described).count == described.count)
  }

  @Test(arguments: others)
  func `A protocol or a class has the numbers of its source`(facts: ExerciseFacts) throws {
    #expect(try facts.disagreements(with: ShownTrack(pattern: facts.pattern, in: folder)) == [])
  }

  @Test(arguments: all)
  func `An exercise is the one that its source describes`(facts: ExerciseFacts) throws {
    let track = try ShownTrack(pattern: facts.pattern, in: folder)
    #expect(try facts.disagreements(with: track) == [])
    #expect(track.about.contains("van ons"), "'about' says which part is ours")
    #expect(track.sources.contains { $0.contains("blz. ") || $0.contains("bij '") }, "a source names its page")
  }

  @Test(arguments: all)
  func `A side is heard by its name`(facts: ExerciseFacts) throws {
    let track = try ShownTrack(pattern: facts.pattern, in: folder)
    for side in track.events where side.kind == "side" {
      let words = track.events.filter { $0.onset >= side.onset && $0.onset < side.onset + side.duration }
      let name = side.side == "right" ? "recht" : "link"
      #expect(words.contains { $0.says(name) }, "\(side.name ?? "") at \(side.onset) s")
    }
  }

  @Test(arguments: spoken)
  func `A pause follows every instruction, before the next words`(name: String) throws {
    let track = try ShownTrack(pattern: name, in: folder)
    let words = track.events.filter { $0.text != nil }
    let hurried = zip(words, words.dropFirst()).filter { instruction, next in
      instruction.kind == "say" && next.onset - instruction.onset - instruction.duration < 0.999
    }
    #expect(hurried.map { "\($0.0.text ?? "") / \($0.1.text ?? "")" } == [])
  }

  @Test(arguments: programmes)
  func `A programme gives time to move to the next exercise, and a moment after its name`(name: String) throws {
    let track = try ShownTrack(pattern: name, in: folder)
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
  func `A programme lists every reason to see a physician first`(name: String) throws {
    let track = try ShownTrack(pattern: name, in: folder)
    let reasons = [
      "ernstige", "plotselinge", "aanhoudende pijn", "erger worden", "tintelingen", "doof", "ander gevoel", "koorts",
      "duizeligheid", "roodheid", "gewichtsverlies", "hernia", "zwanger", "hoge bloeddruk", "diabetes", "osteoporose",
      "reumatoïde artritis", "andere ziekte", "blessure", "twijfel", "ischias", "forceer", "stop bij pijn",
    ]
    #expect(reasons.filter { !track.about.contains($0) } == [])
  }
}
