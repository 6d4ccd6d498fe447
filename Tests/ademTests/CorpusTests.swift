import Foundation
import TestSupport
import Testing

/// Patterns with what the program answers to them: `show` where they are in order, `check` where they have a slip.
@Suite struct `The corpus` {
  static let valid = (try? CorpusFile.all(in: "valid")) ?? []
  static let invalid = (try? CorpusFile.all(in: "invalid")) ?? []

  /// Patterns that are kept as the language's reference has them, and what `check` advises on them.
  private static let advised = ["ten-08-alternate-nostril": "advice[very-slow]"]

  private let folder: TemporaryFolder
  private let speaker: TestSpeaker

  /// Unpacks all patterns, since they use one another.
  init() throws {
    folder = try TemporaryFolder()
    speaker = try TestSpeaker(in: folder)
    for (name, files) in [("valid", Self.valid), ("invalid", Self.invalid)] {
      for pattern in files.flatMap(\.cases) { try folder.write("\(name)/\(pattern.name).breath", pattern.pattern) }
    }
  }

  private func run(_ command: String, _ name: String, in place: String) throws -> Outcome {
    var process = AdemProcess(command, "\(name).breath", in: folder)
    process.preparation = "cd \(place)"
    process.environment["PATH"] = speaker.searchPath
    process.environment["LC_ALL"] = "C"
    return try process.run()
  }

  @Test func `It is there, and every name in it is given once`() throws {
    for (files, least) in [(Self.valid, 40), (Self.invalid, 50)] {
      let names = files.flatMap(\.cases).map(\.name)
      #expect(names.count >= least)
      #expect(Set(names).count == names.count)
    }
    for file in Self.valid + Self.invalid { #expect(try file.text == Repository.text(of: file.path)) }
  }

  @Test(arguments: valid)
  func `A pattern plays as it is written down`(file: CorpusFile) throws {
    var fresh = file
    for (index, pattern) in file.cases.enumerated() {
      let shown = try run("show", pattern.name, in: "valid")
      #expect(shown.status == 0, "\(pattern.name)")
      #expect(shown.errors == "", "\(pattern.name)")
      #expect(shown.output == pattern.answer, "\(pattern.name): ADEM_UPDATE_GALLERY=1 writes it anew")
      fresh.cases[index].answer = shown.output
      let checked = try run("check", pattern.name, in: "valid")
      let summary = String(checked.output.dropFirst("\(pattern.name).breath: ".count))
      if let advice = Self.advised[pattern.name] {
        #expect(checked.status == 1)
        #expect(checked.errors.hasPrefix(advice) && checked.errors.components(separatedBy: "advice[").count == 2)
      } else {
        #expect(checked.status == 0, "\(pattern.name): nothing in it asks for an answer: \(checked.errors)")
      }
      #expect(!summary.isEmpty && shown.output.contains(summary), "\(pattern.name): 'check' and 'show' say the same")
    }
    if GoldenText.isUpdating { try GoldenText(path: file.path).compare(with: fresh.text) }
  }

  @Test(arguments: invalid)
  func `A slip is answered as it is written down`(file: CorpusFile) throws {
    var fresh = file
    for (index, slip) in file.cases.enumerated() {
      let checked = try run("check", slip.name, in: "invalid")
      #expect(checked.status == 65, "\(slip.name)")
      #expect(checked.output == "", "\(slip.name)")
      #expect(checked.errors == slip.answer, "\(slip.name): ADEM_UPDATE_GALLERY=1 writes it anew")
      fresh.cases[index].answer = checked.errors
      if !slip.name.hasPrefix("several-") {
        #expect(checked.errors.components(separatedBy: "error[").count == 2, "\(slip.name): one slip gives one error")
      }
    }
    if GoldenText.isUpdating { try GoldenText(path: file.path).compare(with: fresh.text) }
  }
}
