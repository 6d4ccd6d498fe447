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
    (Overrides(profile: "nurse"), "not-in-list", Overrides.Setting.profile),
    (Overrides(profile: ""), "missing-value", .profile),
    (Overrides(profile: "sleep\ntitle \"x\""), "stray-text", .profile),
    (Overrides(voice: "command"), "missing-value", .voice), (Overrides(voice: "piper"), "missing-value", .voice),
    (Overrides(voice: "nl en"), "stray-text", .voice),
    (Overrides(voice: "\"open"), "unclosed-text", .voice),
  ])
  func `What is no setting is reported with the setting that it was given for`(
    overrides: Overrides, code: String, setting: Overrides.Setting
  )
    throws
  {
    let error = try #require(throws: InvalidPattern.self) { try settings(of: "", overrides) }
    #expect(error.diagnostics.map(\.code) == [code])
    #expect(error.diagnostics.map(\.source.setting) == [setting])
  }

  @Test(arguments: [
    ("who=Piet", "Piet"), ("who=laat los", "laat los"), ("who= \"Piet\" ", "Piet"), ("who=5", "5"),
    ("who=5.5/min", "5.5/min"),
    ("who=left", "left"), ("who=it's 5, then {6}", "it's 5, then {6}"), ("who=a \"b\" c", "a \"b\" c"),
    ("who=a=b", "a=b"),
    ("who=, en nu?", ", en nu?"),
  ])
  func `A text from outside needs no quotes`(given: String, words: String) throws {
    let settings = try settings(of: "parameter who = \"u\"", Overrides(parameters: [given]))
    #expect(settings.parameters.map(\.value) == [.text(words)])
    let one = Overrides(parameters: [given]).canonical(in: settings)
    #expect(try self.settings(of: "parameter who = \"u\"", one) == settings)
  }

  @Test(arguments: [
    ("who=", "missing-value"), ("who=a\u{7}b", "unexpected-character"), ("who=a\u{202E}b", "bidirectional-control"),
    ("who:Piet", "missing-value"), ("unit=Piet", "wrong-value"), ("unit=laat los", "missing-value"),
    ("unit=\"Piet\"", "wrong-value"), ("unit=5,5", "decimal-comma"), ("unit 5", "missing-value"),
  ])
  func `What is no value is reported once`(given: String, code: String) throws {
    let text = "parameter who = \"u\"\nparameter unit = 4"
    let error = try #require(throws: InvalidPattern.self) { try settings(of: text, Overrides(parameters: [given])) }
    #expect(error.diagnostics.map(\.code) == [code])
  }

  @Test func `A value that is given twice is reported at the second`() throws {
    let twice = Overrides(parameters: ["n=1", " n = 2", "n=1"])
    let error = try #require(throws: InvalidPattern.self) { try settings(of: "parameter n = 4", twice) }
    #expect(error.diagnostics.map(\.code) == ["setting-twice", "setting-twice"])
    #expect(error.diagnostics.map(\.source.name) == [" n = 2", "n=1"])
  }

  private static let text = """
    parameter wide = 10s
    parameter b = 1
    parameter rate = 6/min
    parameter soft = -12dB
    parameter side = left
    parameter word = "in"
    """

  private func canonical(_ overrides: Overrides) throws -> Overrides {
    overrides.canonical(in: try settings(of: Self.text, overrides))
  }

  @Test(arguments: [
    (["b=4.0"], ["b=4"]), (["b= 4"], ["b=4"]), ([" b =2+2"], ["b=4"]), (["b=1"], ["b=1"]), (["b=16/3"], ["b=16 / 3"]),
    (["wide=4000ms"], ["wide=4s"]), (["wide=0.004s"], ["wide=4ms"]), (["wide=90s"], ["wide=1min30s"]),
    (["rate=5.50/min"], ["rate=5.5/min"]), (["soft=-6.0dB"], ["soft=-6dB"]), (["side=right"], ["side=right"]),
    (["word=\"a \\\"b\\\"\""], ["word=\"a \\\"b\\\"\""]), (["wide=1s", "b=2"], ["b=2", "wide=1s"]),
    (["b=2", "wide=1s"], ["b=2", "wide=1s"]),
  ])
  func `Values have one spelling and one order, in which they mean the same`(given: [String], one: [String]) throws {
    let overrides = Overrides(parameters: given)
    #expect(try canonical(overrides) == Overrides(parameters: one))
    #expect(
      try settings(of: Self.text, Overrides(parameters: one)) == settings(of: Self.text, overrides))
  }

  @Test(arguments: [
    (Overrides(profile: " sleep "), Overrides(profile: "sleep")),
    (Overrides(language: "NL"), Overrides(language: "nl")),
    (Overrides(language: "ZH-hANT-tw"), Overrides(language: "zh-Hant-TW")),
    (Overrides(language: "EN-ca-X-CA"), Overrides(language: "en-CA-x-ca")),
    (Overrides(language: "de-1996-at"), Overrides(language: "de-1996-AT")),
    (Overrides(voice: "NL"), Overrides(voice: "nl")), (Overrides(voice: " none\t"), Overrides(voice: "none")),
    (Overrides(voice: "folder  \"Mine\""), Overrides(voice: "folder \"Mine\"")),
    (Overrides(voice: "piper  \"en_US-joe-medium\""), Overrides(voice: "piper \"en_US-joe-medium\"")),
    (Overrides(voice: "command \"say --key secret\""), Overrides(voice: "command")),
  ])
  func `Other settings have one spelling, and a command has none`(given: Overrides, one: Overrides) throws {
    #expect(try canonical(given) == one)
  }

  @Test func `A value for a parameter of another pattern is left out`() throws {
    var given = Overrides(parameters: ["b=2", "unit=5"])
    given.isForMany = true
    #expect(try canonical(given).parameters.map(\.text) == ["b=2"])
  }
}
