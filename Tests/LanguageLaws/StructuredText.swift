/// Writes texts that are deep, or whose definitions and patterns use one another in chains, stars, circles and graphs.
///
/// Each byte of a seed or of a fuzzer determines a choice; after the last one, all choices are the simplest. Random
/// bytes and mutations hardly ever nest, and never lead from one definition to the next.
///
/// ```swift
/// try StructuredText(choices: bytes).input.keepLaws()
/// ```
public struct StructuredText {
  private var choices: ArraySlice<UInt8>
  /// The number of bytes that may still be written, so that a text stays small.
  private var room = 60_000

  public init(choices: some Sequence<UInt8>) { self.choices = Array(choices)[...] }

  /// Choices that follow from a seed.
  public init(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    self.init(
      choices: (0..<200).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
      })
  }

  /// The text, and the patterns that it uses.
  public var input: LawInput {
    var writer = self
    let files = writer.choose([1, 1, 2, 3, 17, 18, 40])
    let texts = (0..<files).map { writer.text(ofFile: $0, of: files) }
    return LawInput(texts.joined(separator: "\u{1E}").utf8)
  }

  // MARK: Texts

  private mutating func text(ofFile file: Int, of files: Int) -> String {
    let definitions = room > 0 ? choose([0, 1, 2, 3, 12, 40, 63, 64, 65, 400]) : 0
    let shape = choose([Shape.chain, .backwards, .pairs, .star, .circle, .graph])
    let depth = choose([0, 0, 0, 1, 2, 5, 31, 62, 63])
    let isLong = definitions > 65
    var lines = (0..<definitions).map { number in
      let inner = uses(ofDefinition: number, of: definitions, in: shape).map { "use d\($0)" }
      let own = file == files - 1 || !isOften(8) ? [] : ["use \"\(choose(Array(0..<files))).breath\""]
      return
        "define d\(number) { \(nested(isLong ? min(depth, 2) : depth, around: (inner + own).joined(separator: "; "))) }"
    }
    var steps: [String] = []
    if definitions > 0 {
      steps += Array(repeating: "use d\(entry(of: shape, definitions))", count: choose([1, 1, 2, 40]))
    }
    if file + 1 < files {
      let next = isOften(4) ? choose(Array(0..<files)) : file + 1
      steps += Array(repeating: "use \"\(next).breath\"", count: choose([1, 1, 2, 3]))
    }
    lines.append(nested(choose([0, 0, 0, 1, 3, 30, 62, 63, 64, 65, 900]), around: steps.joined(separator: "; ")))
    let text = lines.joined(separator: "\n")
    room -= text.utf8.count
    return text
  }

  // MARK: Graphs of definitions

  private enum Shape { case chain, backwards, pairs, star, circle, graph }

  private mutating func uses(ofDefinition number: Int, of count: Int, in shape: Shape) -> [Int] {
    switch shape {
    case .chain: number == 0 ? [] : [number - 1]
    case .backwards: number == count - 1 ? [] : [number + 1]
    case .pairs: number == 0 ? [] : [number - 1, number - 1]
    case .star: number == 0 ? Array(1..<max(1, min(count, 60))) : []
    case .circle: [(number + 1) % count]
    case .graph: number == 0 ? [] : (0..<choose([0, 1, 2, 3])).map { _ in Int(next()) * number / 256 }
    }
  }

  private func entry(of shape: Shape, _ count: Int) -> Int {
    switch shape {
    case .chain, .pairs, .graph: count - 1
    case .backwards, .star, .circle: 0
    }
  }

  // MARK: Steps

  /// Steps within so many blocks; a step of its own where there are none.
  private mutating func nested(_ depth: Int, around steps: String) -> String {
    var (heads, tails) = ("", "")
    let kind = next()
    for level in 0..<depth {
      heads += head(kind &+ (isOften(3) ? next() : 0), level) + " { " + (isOften(16) ? phase() + "; " : "")
      tails += " }"
    }
    return heads + (steps.isEmpty ? phase() : steps) + tails
  }

  private mutating func head(_ kind: UInt8, _ level: Int) -> String {
    switch kind % 12 {
    case 0...3: "repeat 1"
    case 4, 5: "section \"s\(level)\""
    case 6: "repeat 2 resting 1s"
    case 7: "sides \"left\" \"right\""
    case 8: "for n\(level) in 1"
    case 9: "for n\(level) in 1 2"
    case 10: "breaths 2"
    default: "repeat 2"
    }
  }

  private mutating func phase() -> String {
    "\(choose(["inhale", "exhale", "hold", "rest"])) \(value()) \(choose(["", "", "left", "\"in\""]))"
  }

  private mutating func value() -> String {
    switch next() % 8 {
    case 0: "1 to 2"
    case 1:
      String(repeating: "(", count: choose([1, 3, 63, 64, 65, 500])) + "1"
        + String(repeating: " + 1)", count: choose([0, 1, 3, 63, 64, 65, 500]))
    case 2: "1" + String(repeating: choose([" + 1", " * 1", " / 1"]), count: choose([1, 63, 64, 65, 500]))
    default: choose(["1", "2", "1s", "400ms"])
    }
  }

  // MARK: Choices

  private mutating func next() -> UInt8 { choices.popFirst() ?? 0 }

  private mutating func choose<Choice>(_ all: [Choice]) -> Choice { all[Int(next()) % all.count] }

  /// Returns true for one in a number of choices; never after the last byte.
  private mutating func isOften(_ one: UInt8) -> Bool { next() % one == one - 1 }
}
