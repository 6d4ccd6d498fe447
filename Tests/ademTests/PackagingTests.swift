import Foundation
import TestSupport
import Testing

/// What `make install` and the packages lay out.
@Suite struct `An installation` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ tool: String, _ words: String...) throws -> Outcome {
    var process = AdemProcess(words, in: folder)
    process.executable = Repository.path(of: "Tools/packaging/\(tool)")
    process.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
    return try process.run()
  }

  @Test func `It has the program, every pattern, man pages and completions, and removing it leaves nothing`() throws {
    try #require(try run("install-tree", AdemProcess.built, folder["root"], "/opt/adem") == Outcome(0))
    let files = Set(try folder.contents)
    for name in Repository.patterns { #expect(files.contains("root/opt/adem/share/adem/patterns/\(name).breath")) }
    for command in ["adem", "adem-list", "adem-play", "adem-render", "adem-new"] {
      #expect(files.contains("root/opt/adem/share/man/man1/\(command).1"))
    }
    for name in ["bash-completion/completions/adem", "zsh/site-functions/_adem", "fish/vendor_completions.d/adem.fish"]
    {
      #expect(files.contains("root/opt/adem/share/\(name)"))
    }
    var process = AdemProcess("render", "4-7-8", "-q", "--rate", "8000", "-o", "calm.wav", in: folder)
    process.executable = folder["root/opt/adem/bin/adem"]
    #expect(try process.run() == Outcome(0))
    try FileManager.default.removeItem(atPath: folder["calm.wav"])
    #expect(try run("remove-tree", folder["root"], "/opt/adem") == Outcome(0))
    let left = FileManager.default.enumerator(atPath: folder["root"])?.compactMap { $0 as? String } ?? []
    for name in left {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder["root/" + name], isDirectory: &isFolder)
      #expect(isFolder.boolValue, "\(name)")
    }
  }

  @Test func `A pattern that no longer ships is removed by the next installation`() throws {
    try folder.write("root/usr/share/adem/patterns/old/gone.breath", SamplePattern.short)
    try folder.write("root/usr/share/other/kept", "")
    try #require(try run("install-tree", AdemProcess.built, folder["root"], "/usr") == Outcome(0))
    #expect(try !folder.contents.contains { $0.contains("gone.breath") })
    #expect(try folder.contents.contains("root/usr/share/other/kept"))
  }

  @Test(arguments: [[], ["/bin/true"], ["/bin/true", "root", "usr"]])
  func `Words that make no sense install nothing`(words: [String]) throws {
    var process = AdemProcess(words, in: folder)
    process.executable = Repository.path(of: "Tools/packaging/install-tree")
    #expect(try process.run().status == 64)
    #expect(try folder.contents == [])
  }

  private static let strip = "/usr/bin/strip"

  @Test(
    .enabled(
      if: AdemProcess.built.contains("/release/") && FileManager.default.isExecutableFile(atPath: strip),
      "the program of a release build, and strip, are needed"))
  func `Without its symbols the program has 20 MB at most`() throws {
    var process = AdemProcess("-o", folder["adem"], AdemProcess.built, in: folder)
    process.executable = Self.strip
    try #require(try process.run() == Outcome(0))
    #expect(try folder.bytes(of: "adem").count <= 20_000_000)
  }

  // MARK: Man pages

  @Test func `No page loses a line, and each option of a command is in its page`() throws {
    #expect(try run("manual", AdemProcess.built, folder["man"]) == Outcome(0))
    let pages = try folder.contents
    #expect(pages.count >= 11)
    for page in pages {
      let command = page.dropFirst("man/adem".count).dropLast(2).drop { $0 == "-" }
      let help = try AdemProcess(command.isEmpty ? ["--help"] : ["help", String(command)], in: folder).run().output
      let text = try folder.text(of: page).replacingOccurrences(of: "\\-", with: "-").replacingOccurrences(
        of: "\\&", with: "")
      for option in help.matches(of: /(?m)^ +(?:-[a-z], )?(--[a-z-]+)/) {
        #expect(text.contains("Cm \(option.1)"), "\(page): \(option.1)")
      }
      // A control line begins with a dot or an apostrophe; text must not.
      for line in try folder.text(of: page).split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
        #expect(line.wholeMatch(of: /\.(\\"|[A-Z][a-z])( ?.*)?/) != nil, "\(page): \(line)")
      }
    }
  }

  @Test func `No line of a help begins like a command of roff`() throws {
    let json = try AdemProcess("--experimental-dump-help", in: folder).run().output
    var texts: [String] = []
    func collect(_ value: Any) {
      if let object = value as? [String: Any] {
        for (key, value) in object {
          if key == "abstract" || key == "discussion", let text = value as? String {
            texts.append(text)
          } else {
            collect(value)
          }
        }
      } else if let list = value as? [Any] {
        list.forEach(collect)
      }
    }
    collect(try JSONSerialization.jsonObject(with: Data(json.utf8)))
    #expect(texts.count > 50)
    for line in texts.flatMap({ $0.split(separator: "\n") }) {
      #expect(!line.hasPrefix("'") && !line.hasPrefix("."), "\(line)")
    }
  }

  /// Left out where mandoc is not installed; `Tools/set-up --tests` installs it on Debian.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc")))
  func `mandoc finds no fault in the pages`() throws {
    #expect(try run("manual", AdemProcess.built, folder["man"]) == Outcome(0))
    var process = AdemProcess(["-T", "lint", "-W", "warning"] + (try folder.contents), in: folder)
    process.executable = "/usr/bin/mandoc"
    #expect(try process.run() == Outcome(0))
  }
}
