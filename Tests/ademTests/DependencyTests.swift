import Foundation
import TestSupport
import Testing

/// What the sources may import: a stage sees only the stages before it, and the pure ones see nothing of the system.
@Suite struct `Dependencies` {
  private static func files(of target: String) throws -> [(path: String, imports: Set<String>, text: String)] {
    let root = "\(Repository.root)/Sources/\(target)"
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }.map { path in
      let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      let imports = text.matches(of: /(?m)^\s*(?:@\w+\s+)*(?:public |package )?import (?:struct |enum |func )?(\w+)/)
      return ("\(target)/\(path)", Set(imports.map { String($0.output.1) }), text)
    }
  }

  @Test(arguments: [
    ("PatternLanguage", []), ("LanguageWords", []), ("PatternBuilding", ["PatternLanguage"]),
    ("Timing", ["LanguageWords", "PatternLanguage"]), ("Advice", ["PatternLanguage", "Timing"]),
  ])
  func `A pure stage imports no more than the pure stages before it`(target: String, allowed: [String]) throws {
    let files = try Self.files(of: target)
    #expect(!files.isEmpty)
    for file in files { #expect(file.imports.subtracting(allowed + ["Synchronization"]).isEmpty, "\(file.path)") }
  }

  static let targets = [
    "Advice", "BatchRendering", "BreathPacing", "Concurrency", "FileStore", "LanguageWords", "PatternBuilding",
    "PatternLanguage", "Playback", "Programs", "Sheets", "Sidecars", "SoundFiles", "Speech", "Synthesis", "Timing",
    "adem",
  ]

  @Test(arguments: targets)
  func `Only Platform chooses between systems, and nothing is exported for another module`(target: String) throws {
    for file in try Self.files(of: target) {
      #expect(
        file.imports.isDisjoint(with: ["Darwin", "Glibc", "Musl", "Foundation", "FoundationEssentials"]), "\(file.path)"
      )
      #expect(!file.text.contains("canImport("), "\(file.path)")
      #expect(!file.text.contains("@_exported"), "\(file.path)")
    }
  }

  @Test(arguments: targets.filter { $0 != "Sheets" })
  func `Only Sheets calls librsvg`(target: String) throws {
    for file in try Self.files(of: target) { #expect(!file.imports.contains("CRsvg"), "\(file.path)") }
  }

  @Test(arguments: targets.filter { !["SoundFiles"].contains($0) })
  func `Only SoundFiles calls libsndfile`(target: String) throws {
    for file in try Self.files(of: target) { #expect(!file.imports.contains("CSndfile"), "\(file.path)") }
  }
}
