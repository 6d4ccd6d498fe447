import Foundation
import TestSupport
import Testing

/// Imports of the sources: a stage imports only the stages before it, and a pure one nothing of the system.
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

  /// Stages that return facts. The language has a catalogue of its own, and the command line words everything else.
  static let stages = targets.filter { !["PatternLanguage", "LanguageWords", "PatternBuilding", "adem"].contains($0) }

  /// Files with sentences that are no messages of failures, and the catalogue of advice.
  private static let texts: Set = [
    "Advice/AdviceWording.swift", "Advice/LanguageRule.swift", "SoundFiles/Decoding/FFmpegDecoder.swift",
    "Speech/Piper/SpeakingPace.swift",
  ]

  @Test(arguments: stages)
  func `A stage returns facts, and leaves their wording to the catalogues`(target: String) throws {
    for file in try Self.files(of: target) where !Self.texts.contains(file.path) {
      for line in file.text.split(separator: "\n") where !line.contains(/^ *\/\/|precondition|fatalError|assert/) {
        let literals = line.matches(of: /"((?:[^"\\]|\\.)*)"/).map { $0.output.1.replacing(/\\\(.*?\)/, with: "…") }
        let sentences = literals.filter { $0.contains(/[a-z]{2,} [a-z]+ [a-z]{2,}/) }
        #expect(sentences.isEmpty, "\(file.path): \(sentences)")
      }
    }
  }
}
