import Advice
import PatternLanguage
import Testing
import Timing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Any text of 1 MiB or less is answered within a second of processor time.
@Suite struct SlowTextTests {
  struct SlowText: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    /// The name of its first problem; `nil` for a pattern.
    let code: String?

    /// - Parameters:
    ///   - unit: written again and again, with its number, until there is a mebibyte of it.
    init(
      _ name: String, _ code: String?, _ head: String = "", _ tail: String = "", room: Int = SourceText.largestSize,
      repeating unit: (Int) -> String
    ) {
      testDescription = name
      self.code = code
      var (text, number) = (head, 0)
      while true {
        let next = unit(number)
        guard text.utf8.count + next.utf8.count + tail.utf8.count <= room else { break }
        text += next
        number += 1
      }
      self.text = text + tail
    }
  }

  private static func numbers(_ count: Int, _ unit: (Int) -> String, joinedBy separator: String = ", ") -> String {
    (0..<count).map(unit).joined(separator: separator)
  }

  static let texts = [
    SlowText("a file that is missing", "cannot-use") { _ in "use \"missing.breath\"\n" },
    SlowText("files that are missing", "cannot-use") { "use \"missing\($0).breath\"\n" },
    SlowText("combining marks in a length", "word-too-long", "inhale e", " 4") { _ in "\u{301}" },
    SlowText("combining marks in a word", "word-too-long", "e", " 4") { _ in "\u{301}" },
    SlowText("combining marks in a text", "text-too-long", "say \"e", "\"") { _ in "\u{301}" },
    SlowText("combining marks in a path", "text-too-long", "use \"e", "\"") { _ in "\u{301}" },
    SlowText("combining marks in a quoted word", "word-too-long", "voice \"e", "\"\ninhale 1") { _ in "\u{301}" },
    SlowText("combining marks in a comment", nil, "inhale 1; exhale 1 # ") { _ in "\u{301}" },
    SlowText(
      "a definition with many names", nil, "define d with p",
      " { hold p }\nuse d with p = 1, "
        + numbers(30_000, { "q\($0) = 1" })
    ) { $0 < 30_000 ? ", q\($0)" : String(repeating: " ", count: 1 << 20) },
    SlowText(
      "uses without many names", "missing-arguments",
      "define d with "
        + numbers(30_000, { "p\($0)" }) + " { hold p5 }\n"
    ) { _ in "use d\n" },
    SlowText("names that a definition does not have", "unknown-parameter", "define d { hold 1 }\nuse d with ", "z = 1")
    {
      "q\($0) = 1, "
    },
    SlowText("unknown names as values", "unknown-name", "define d { hold 1 }\nuse d with ", "z = 1") {
      "q\($0) = x\($0), "
    },
    SlowText(
      "mistyped names among many", "unknown-name", numbers(25_000, { "parameter d\($0) = 1" }, joinedBy: "\n") + "\n"
    ) {
      "hold e\($0)\n"
    },
    SlowText(
      "mistyped definitions among many", "unknown-definition",
      numbers(20_000, { "define d\($0) { hold 1 }" }, joinedBy: "\n") + "\n"
    ) { "use e\($0)\n" },
    SlowText(
      "a list inside many names", nil, "define d with p",
      " } }\nuse d with p = 1, "
        + numbers(20_000, { "q\($0) = 1" }), room: 700_000
    ) {
      $0 < 20_000
        ? ", q\($0)"
        : $0 == 20_000
          ? " { for n in"
          : $0 < 30_000
            ? " 1"
            : $0 == 30_000
              ? " { hold n"
              : String(repeating: " ", count: 1 << 20)
    },
    SlowText("countdowns that fit", "track-too-long") { _ in "breaths 1000 countdown{inhale 9}\n" },
    SlowText("countdowns that do not fit", "announcement-too-long") { _ in "breaths 1000 countdown{inhale 1}\n" },
    SlowText("breaths that change, and rest", "track-too-long") { _ in "breaths 9999999{inhale 4 to 5;rest 1}\n" },
    SlowText("rates that change", "track-too-long") { _ in "breaths 23h at 100/min to 120/min{inhale 4;rest 1}\n" },
    SlowText("one breath", nil, "breaths 1 {", "}", room: 500_000) { _ in "hold 1;" },
    SlowText(
      "a long list of long values", "too-much-to-unroll",
      "define d with " + numbers(30_000, { "p\($0)" }) + " { hold n }\nfor n in "
        + String(repeating: "1 ", count: 100_000) + " { use d with " + numbers(30_000, { "p\($0)=1" }), " }"
    ) { _ in " " },
    SlowText(
      "a long list of long breaths", "too-much-to-unroll",
      "for n in " + String(repeating: "1 ", count: 100_000) + " { breaths 1 { ", "} }"
    ) { _ in "hold n;" },
    SlowText("names in a text", "text-too-long", "parameter a = 1\nsay \"", "\"") { _ in "{a}" },
    SlowText("names in a word between quotes", "word-too-long", "language \"", "\"\ninhale 1") { _ in "{a}" },
    SlowText("parameters", nil, "", "inhale 1; exhale 1") { "parameter p\($0) = 1\n" },
    SlowText("sections of one name", nil, "", "exhale 1", room: 1_000_000) { _ in "section \"a\"{rest 1s}\n" },
    SlowText("rules that there are not", "not-in-list", "", "inhale 1") { _ in "allow x \"y\"\n" },
    SlowText("sources", nil, "", "inhale 1; exhale 1") { _ in "source \"x\"\n" },
    SlowText("sounds that there are not", "not-in-list", "sounds {\n", "}\ninhale 1") { "foo\($0) tone\n" },
    SlowText("sounds of one event", "repeated-word", "sounds { inhale tone", " }\ninhale 1") { _ in " rise 1s" },
    SlowText("signs of lists", "list-mark") { $0 % 2 == 0 ? "\u{2022}" : "\u{25AA}" },
    SlowText("lists", "list-mark") { _ in "1. rest 1s\n" },
    SlowText("digits", "number-too-long", "inhale ") { _ in "9" },
    SlowText("units", "unit-order", "inhale ") { _ in "1h" },
    SlowText("unknown words", "unknown-word") { "exhal\($0) 4\n" },
    SlowText("characters that turn the line", "bidirectional-control", "inhale 1 # ") { _ in "\u{202E}\u{202D}" },
    SlowText("lines with phases", nil, "", "", room: 600_000) { _ in "inhale 1\nexhale 1\n" },
  ]

  @Test(arguments: texts)
  func `A text of a mebibyte is answered within a second`(text: SlowText) {
    let source = SourceText(text.text, name: "pattern")
    var codes: [String] = []
    let time = processorTime {
      do throws(InvalidPattern) {
        let pattern = try PatternReading(of: source).pattern
        _ = Timeline(of: pattern).advice
      } catch {
        codes = error.diagnostics.map(\.code)
        _ = error.diagnostics.map { "\($0.message)\($0.help ?? "")\($0.source.position(of: $0.range.lowerBound))" }
      }
      _ = try? source.formatted()
    }
    #expect(codes.first == text.code)
    #expect(time < 1)
  }

  @Test func `Messages stay short, however long a name or a list is`() {
    for text in Self.texts {
      for problem in problems(of: text.text) {
        #expect(problem.message.utf8.count < 10_000, "\(text.testDescription): \(problem.code)")
        #expect((problem.help ?? "").utf8.count < 10_000, "\(text.testDescription): \(problem.code)")
      }
    }
  }

  @Test func `A pattern that is used very often costs no more`() {
    let large = SourceText(
      (0..<40_000).map { "parameter p\($0) = 1" }.joined(separator: "\n") + "\ninhale 1", name: "large.breath")
    let text = SourceText(String(repeating: "use \"large.breath\"\n", count: 50_000), name: "main")
    var codes: [String] = []
    let time = processorTime {
      do throws(InvalidPattern) {
        _ = try Pattern(parsing: text, library: PatternLibrary(of: [large]))
      } catch {
        codes = error.diagnostics.map(\.code)
      }
    }
    #expect(codes == ["too-much-to-unroll"])
    #expect(time < 1)
  }

  @Test func `A text uses so many files, and so much of them`() {
    let library = PatternLibrary { path, _ in .success(SourceText("hold 1", name: path)) }
    let uses = { (count: Int) in (0..<count).map { "use \"p\($0).breath\"" }.joined(separator: "\n") }
    #expect(problems(of: SourceText(uses(1000)), using: library).isEmpty)
    #expect(problems(of: SourceText(uses(1001)), using: library).map(\.code) == ["uses-too-much"])
    let large = PatternLibrary { path, _ in
      .success(SourceText("hold 1 #" + String(repeating: "#", count: (1 << 20) - 8), name: path))
    }
    #expect(problems(of: SourceText(uses(8)), using: large).isEmpty)
    #expect(problems(of: SourceText(uses(9)), using: large).map(\.code) == ["uses-too-much"])
  }

  /// Processor time of this thread in seconds, because other tests run at the same time.
  private func processorTime(of work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    work()
    return now() - start
  }
}
