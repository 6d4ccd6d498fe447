import PatternLanguage
import Testing

@Suite struct OverridesTests {
  private func settings(of text: String, _ overrides: Overrides) throws -> Settings {
    try Pattern(parsing: SourceText(text + "\ninhale 4"), overriding: overrides).settings
  }

  @Test func `A profile from outside takes the place of the text's, with its defaults`() throws {
    let sleep = Overrides(profile: "sleep")
    #expect(try settings(of: "", sleep).profile == .sleep)
    #expect(try settings(of: "", sleep).ending == Ending.none)
    #expect(try settings(of: "profile class", sleep).ending == Ending.none)
    #expect(try settings(of: "profile sleep", Overrides(profile: "class")).ending == .bell(ring: Ending.usualRing))
  }

  @Test func `What the text says itself stays`() throws {
    let settings = try settings(of: "ending bell 9s\nvoice en", Overrides(profile: "sleep"))
    #expect(settings.ending == .bell(ring: .seconds(9)))
    #expect(settings.voice == .named("en"))
  }

  @Test(arguments: [
    ("none", Voice.silent), ("nl", .named("nl")), ("command \"piper -q\"", .command("piper -q")),
    ("folder \"mijn stem\"", .folder("mijn stem")),
  ])
  func `A voice from outside is written as in the language`(text: String, voice: Voice) throws {
    #expect(try settings(of: "voice de", Overrides(voice: text)).voice == voice)
  }

  @Test(arguments: [
    (Overrides(profile: "nurse"), "not-in-list", "--profile"), (Overrides(profile: ""), "missing-value", "--profile"),
    (Overrides(profile: "sleep\ntitle \"x\""), "stray-text", "--profile"),
    (Overrides(voice: "command"), "missing-value", "--voice"), (Overrides(voice: "nl en"), "stray-text", "--voice"),
    (Overrides(voice: "\"open"), "unclosed-text", "--voice"),
  ])
  func `What is no setting is reported under the option's name`(overrides: Overrides, code: String, name: String)
    throws
  {
    let error = try #require(throws: InvalidPattern.self) { try settings(of: "", overrides) }
    #expect(error.diagnostics.map(\.code) == [code])
    #expect(error.diagnostics.map(\.source.name) == [name])
  }
}
