import BreathPacing
import Foundation
import PatternLanguage
import Sidecars
import TestSupport
import Testing
import Timing

@Suite struct TimelineJSONTests {
  @Test func `The object says everything about the track`() throws {
    let text = """
      title "Adem \\"in\\" / uit"; source "eigen werk"; language nl; lead-in 2s
      section "deel" { breaths 2 countdown { inhale 2 left "in"; hold 1.5; exhale 3 } }
      say "klaar"
      """
    let object = try decoded(text)
    #expect(object["version"] as? Int == 1)
    #expect(object["title"] as? String == "Adem \"in\" / uit")
    #expect(object["sources"] as? [String] == ["eigen werk"])
    #expect(object["about"] is NSNull)
    #expect(object["language"] as? String == "nl")
    // 2 s + 2 · 6.5 s + (0.5 + 5 · 0.07) s + 6 s
    #expect(object["duration"] as? Double == 21.85)
    #expect(object["breaths"] as? Int == 2)
    let events = try #require(object["events"] as? [[String: Any]])
    #expect(events.first { $0["kind"] as? String == "section" }?["name"] as? String == "deel")
    let inhale = try #require(events.first { $0["kind"] as? String == "inhale" })
    #expect(inhale["onset"] as? Double == 2)
    #expect(inhale["duration"] as? Double == 2)
    #expect(inhale["counts"] as? Double == 2)
    #expect(inhale["side"] as? String == "left")
    #expect(inhale["text"] as? String == "in")
    #expect(inhale["breath"] as? Int == 1)
    #expect(events.filter { $0["kind"] as? String == "announce" }.map { $0["number"] as? Int } == [2, 1])
    #expect(events.filter { $0["kind"] as? String == "hold" }.allSatisfy { $0["lungs"] as? String == "full" })
    #expect(events.last?["bell"] as? String == "end")
  }

  @Test func `Every kind and key of an event is in the documented schema`() throws {
    let data = try Data(Repository.text(of: "Documentation/show.schema.json").utf8)
    let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let top = try #require(schema["properties"] as? [String: [String: Any]])
    let item = try #require(top["events"]?["items"] as? [String: Any])
    let properties = try #require(item["properties"] as? [String: [String: Any]])
    let kinds = Set(try #require(properties["kind"]?["enum"] as? [String]))
    let object = try decoded(
      """
      lead-in 5s
      repeat 2 resting 3s { section "a" { sides "l" "r" { breaths 1 countup "z" { inhale 1; hold 1; exhale 1 } } } }
      tense 1; release 1 left "x"; say "y"; clip "z.wav" 1s
      """)
    #expect(Set(object.keys) == Set(top.keys))
    var used = Set<String>()
    for event in try #require(object["events"] as? [[String: Any]]) {
      used.insert(try #require(event["kind"] as? String))
      #expect(Set(event.keys).isSubset(of: properties.keys))
    }
    #expect(used == kinds, "the pattern above has every kind")
  }

  private func decoded(_ text: String) throws -> [String: Any] {
    var json = ""
    try TimelineJSON(Timeline(of: Pattern(parsing: SourceText(text)))).write { json += $0 }
    return try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }
}
