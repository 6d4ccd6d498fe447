import BreathPacing
import Foundation
import PatternLanguage
import TestSupport
import Testing

/// The gallery of problems shows what the program says.
@Suite struct `The gallery of problems` {
  private static let page = "Documentation/Diagnostics.md"
  /// Codes that no text on a page can have.
  private static let unshown: Set<ProblemCode> = [
    .textTooLarge, .notUtf8, .utf16, .nulByte, .bidirectionalControl, .wordTooLong, .usedTooDeep, .usesTooMuch,
    .notASound, .noSounds,
  ]

  @Test func `Every problem is shown as the program draws it`() throws {
    let folder = try TemporaryFolder()
    let page = try Repository.text(of: Self.page)
    let sections = page.components(separatedBy: "\n## ")
    var written = [sections[0]]
    var shown = Set<String>()
    for section in sections.dropFirst() {
      let code = String(section.prefix { $0 != "\n" })
      let slip = section.components(separatedBy: "```slip\n")[1].components(separatedBy: "\n```")[0]
      var process = AdemProcess("check", "-", in: folder)
      process.input = .text(slip + "\n")
      let run = try process.run()
      #expect(run.status == 65)
      #expect(run.errors.contains("error[\(code)]: "), "\(code) is what its example has")
      #expect(run.errors.components(separatedBy: "error[").count == 2, "\(code): one slip, one problem")
      let text = run.errors.trimmingCharacters(in: .newlines)
      written.append("\(code)\n\n```slip\n\(slip)\n```\n\n```text\n\(text)\n```\n")
      shown.insert(code)
    }
    try GoldenText(path: Self.page).compare(with: written.joined(separator: "\n## "))
    #expect(shown == Set(ProblemCode.allCases.filter { !Self.unshown.contains($0) }.map(\.rawValue)))
  }
}
