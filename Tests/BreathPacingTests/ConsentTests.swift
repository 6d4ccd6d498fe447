import BreathPacing
import PatternLanguage
import Speech
import Synchronization
import TestSupport
import Testing

/// Consent to run a command, in the library; other tests use the built program.
struct ConsentTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let command = "sh -c 'echo ran > ran; exit 3'"
  private static let quoted = "command \"\(command)\""

  private func source(_ settings: String) -> SourceText {
    SourceText("ending none\n\(settings)\nsay \"in\"\ninhale 1\n", name: "\(folder.path)/a.breath")
  }

  private func render(_ track: Track) throws {
    _ = try track.render(to: folder["a.wav"], as: RenderOptions(rate: 8_000))
  }

  @Test func `A command of a pattern does not run unless that is allowed`() throws {
    var track = try Track(parsing: source("voice \(Self.quoted)"), in: folder.path)
    #expect(throws: CommandRefusal.notAllowed(Self.command, isOfManifest: false)) { try render(track) }
    #expect(throws: CommandRefusal.notAllowed(Self.command, isOfManifest: false)) {
      try render(Track(of: track.pattern, in: folder.path))
    }
    #expect(try folder.contents == [])
    track.sources.allowsCommands = true
    #expect(throws: SpeechError.self) { try render(track) }
    #expect(try folder.contents == ["ran"])
  }

  @Test func `A command that the caller gives runs, and is no part of the pattern`() throws {
    var track = try Track(parsing: source(""), in: folder.path, overriding: Overrides(voice: Self.quoted))
    let told = Told()
    track.sources.willRun = told.add
    #expect(throws: SpeechError.self) { try render(track) }
    #expect(try folder.contents == ["ran"])
    #expect(told.commands.withLock(\.self) == [Self.command])
    #expect(track.pattern.settings.statements.contains("voice command"))
  }

  private final class Told: Sendable {
    let commands = Mutex<[String]>([])
    @Sendable func add(_ command: String) { commands.withLock { $0.append(command) } }
  }

  @Test(arguments: [Overrides.Origin.manifest, .track])
  func `A command that a file gives in place of the pattern's voice does not run`(origin: Overrides.Origin) throws {
    var overrides = Overrides(voice: Self.quoted)
    overrides.voiceOrigin = origin
    let track = try Track(parsing: source("voice none"), in: folder.path, overriding: overrides)
    #expect(throws: CommandRefusal.notAllowed(Self.command, isOfManifest: origin == .manifest)) { try render(track) }
    #expect(try folder.contents == [])
  }
}
