import Foundation
import LanguageWords
import PatternLanguage
import Speech
import TestSupport
import Testing

@Suite struct PhrasesTests {
  @Test(arguments: Phrases.languages)
  func `A language has words for every cue, each other ones`(language: String) throws {
    let phrases = try #require(Phrases.inLanguage(language))
    let words = Phrase.allCases.map { phrases[$0] }
    #expect(!words.contains(nil))
    #expect(Set(words).count == words.count)
  }

  @Test func `Every language has the same keys, and no other`() throws {
    let text = try String(contentsOfFile: "\(Repository.root)/Sources/LanguageWords/Phrases.txt", encoding: .utf8)
    let keys = Set(
      Phrase.allCases.map(\.rawValue) + Label.allCases.map(\.rawValue) + Phrase.phases.map { "word-\($0.rawValue)" })
    let sections = text.split(separator: "\n[").dropFirst()
    #expect(sections.count == Phrases.languages.count)
    // Each language is parsed by itself when its words are asked for.
    #expect(try Phrases.parse(text) == Phrases.languages.compactMap { Phrases.inLanguage($0) })
    for section in sections {
      let found = section.split(separator: "\n").dropFirst().compactMap {
        $0.split(separator: " ").first.map(String.init)
      }
      #expect(Set(found) == keys && found.count == keys.count, "\(section.prefix(3))")
    }
  }

  @Test(arguments: Phrases.languages)
  func `The words of inhale and exhale are told apart at once, and no phase has the word of another`(language: String)
    throws
  {
    let phrases = try #require(Phrases.inLanguage(language))
    func word(_ phase: Phrase, _ isShort: Bool) throws -> String {
      try #require(phrases.word(of: phase, isShort: isShort)).lowercased()
    }
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
      let (inhale, exhale) = try (word(.inhale, first), word(.exhale, second))
      #expect(inhale.first != exhale.first)
      #expect(inhale.first(where: vowels.contains) != exhale.first(where: vowels.contains))
    }
    let words = try Phrase.phases.map { phase in try Set([false, true].map { try word(phase, $0) }) }
    #expect(words.reduce(into: Set()) { $0.formUnion($1) }.count == words.reduce(0) { $0 + $1.count })
    for phase in Phrase.phases { #expect(try word(phase, true).count <= word(phase, false).count) }
    #expect(Phrases.inLanguage("nl")?.word(of: .fullHold) == "houd vast")
    #expect(Phrases.inLanguage("nl")?.word(of: .fullHold, isShort: true) == "vast")
    #expect(Phrases.inLanguage("nl")?.word(of: .inhale, isShort: true) == "in")
  }

  @Test func `Dutch and English come first`() throws {
    #expect(Phrases.languages.prefix(2) == ["nl", "en"])
    #expect(Phrases.inLanguage("nl")?[.inhale] == "adem in")
    #expect(Phrases.inLanguage("en")?[.fullHold] == "hold")
    #expect(Phrases.inLanguage("nl")?[20] == "20")
  }

  @Test(arguments: [("nl-BE", "nl"), ("NL", "nl"), ("en-GB-oxendict", "en"), ("fy", nil), ("", nil), ("nlx", nil)])
  func `A tag finds its own words, or those of its language`(tag: String, language: String?) {
    #expect(Phrases.inLanguage(tag)?.language == language)
  }

  @Test func `A file of phrases reads line by line`() throws {
    let phrases = try Phrases.parse("# a comment\n\n[fy]\ninhale  sykhelje  yn # a comment\n20 tweintich\n[pt-BR]\n")
    #expect(phrases.map(\.language) == ["fy", "pt-BR"])
    #expect(phrases[0][.inhale] == "sykhelje yn")
    #expect(phrases[0][20] == "tweintich")
    #expect(phrases[0][.exhale] == nil)
  }

  @Test(arguments: [
    ("inhale x", 1), ("[nl]\nbreathe x", 2), ("[nl]\n\ninhale", 3), ("[nl]\ninhale a\ninhale b", 3),
    ("[nl]\n[nl]", 2), ("[]", 1), ("[nl]\n0 nul", 2), ("[nl]\nword-start a", 2), ("[nl]\nword-rest a |", 2),
    ("[nl]\nword-rest | a", 2), ("[nl]\nword-rest a | b | c", 2), ("[nl]\nword-rest", 2),
    ("[nl]\nshort word-rest a", 2),
  ])
  func `A line that says nothing is found`(text: String, line: Int) {
    #expect(throws: Phrases.UnreadableLine.self) { try Phrases.parse(text) }
    do throws(Phrases.UnreadableLine) { _ = try Phrases.parse(text) } catch { #expect(error.line == line) }
  }

  @Test func `A cue without words in a language is an error that names the languages`() throws {
    let folder = try TemporaryFolder()
    do {
      _ = try speaker(.command("cat"), in: folder, language: "fy").recording(of: .inhale)
      Issue.record("It was spoken.")
    } catch {
      let error = try #require(error as? SpeechError)
      #expect(error.problem == .phraseMissing(.inhale, language: "fy", known: Phrases.languages))
    }
  }
}
