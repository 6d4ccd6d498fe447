import Testing

/// One caption, as a reader finds it; milliseconds.
struct ReadCaption: Equatable {
  var start: Int
  var end: Int
  var text: String

  init(_ start: Int, _ end: Int, _ text: String) {
    self.start = start
    self.end = end
    self.text = text
  }
}

/// Readers that follow what others have written about the formats, and nothing of how the program writes them.
enum CaptionReaders {
  /// W3C WebVTT, section 4: the signature, blocks between empty lines, an optional identifier, timings, the payload.
  static func webVTT(_ text: String) throws -> (header: [String], notes: [String], cues: [ReadCaption]) {
    var blocks = blocks(text)
    let header = blocks.removeFirst()
    try #require(header[0] == "WEBVTT" || header[0].hasPrefix("WEBVTT "))
    // The signature is followed by an empty line, even where nothing else is.
    var notes: [String] = []
    var cues: [ReadCaption] = []
    for block in blocks {
      if block[0] == "NOTE" || block[0].hasPrefix("NOTE ") {
        #expect(!block.contains { $0.contains("-->") })
        notes.append(decoded(String(block[0].dropFirst(5))))
        continue
      }
      let timings = try #require(block.firstIndex { $0.contains("-->") })
      #expect(timings <= 1, "at most an identifier stands before the times")
      let match = try #require(block[timings].wholeMatch(of: /(\S+) --> (\S+)/))
      let lines = block[(timings + 1)...]
      #expect(!lines.contains { $0.contains("-->") || $0.contains("<") })
      cues.append(
        ReadCaption(
          try time(match.1, sign: "."), try time(match.2, sign: "."), decoded(lines.joined(separator: "\n"))))
    }
    return (header, notes, cues)
  }

  /// A number from 1 on, times with a comma, lines up to an empty one.
  static func subRip(_ text: String) throws -> [ReadCaption] {
    try blocks(text).enumerated().map { index, block in
      #expect(block[0] == "\(index + 1)")
      let match = try #require(block[1].wholeMatch(of: /(\S+) --> (\S+)/))
      return ReadCaption(
        try time(match.1, sign: ","), try time(match.2, sign: ","), block[2...].joined(separator: "\n"))
    }
  }

  /// Tags come first, then lines after their times; each lasts until the next.
  static func lyrics(_ text: String) throws -> (tags: [String: String], lines: [(start: Int, text: String)]) {
    var tags: [String: String] = [:]
    var found: [(start: Int, text: String)] = []
    for line in lines(text) {
      if let match = line.wholeMatch(of: /\[([a-z]+):(.*)\]/) {
        #expect(found.isEmpty)
        tags[String(match.1)] = String(match.2)
      } else {
        let match = try #require(line.wholeMatch(of: /\[([0-9]{2,}):([0-5][0-9])\.([0-9]{2})\]([^\[\]]*)/), "\(line)")
        let start = Int(match.1)! * 60_000 + Int(match.2)! * 1000 + Int(match.3)! * 10
        found.append((start, String(match.4)))
      }
    }
    return (tags, found)
  }

  /// Splits at the line ends of WebVTT and SubRip: CR, LF and both. The last line needs one too.
  static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\n", afterReturn {
        afterReturn = false
        continue
      }
      afterReturn = scalar == "\r"
      if scalar == "\n" || scalar == "\r" {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      } else {
        line.append(scalar)
      }
    }
    #expect(line.isEmpty, "the last line has an end")
    return lines
  }

  private static func blocks(_ text: String) -> [[String]] {
    lines(text).split(separator: "").map(Array.init)
  }

  private static func time(_ text: Substring, sign: Character) throws -> Int {
    let parts = text.split { $0 == ":" || $0 == sign }
    try #require(parts.count == 4 && parts[0].count >= 2 && parts[1].count == 2 && parts[2].count == 2)
    try #require(parts[3].count == 3 && text.dropLast(3).last == sign)
    let numbers = try parts.map { try #require(Int($0)) }
    #expect(numbers[1] < 60 && numbers[2] < 60)
    return ((numbers[0] * 60 + numbers[1]) * 60 + numbers[2]) * 1000 + numbers[3]
  }

  /// The character references that WebVTT has for these.
  private static func decoded(_ text: String) -> String {
    text.split(separator: "&lt;", omittingEmptySubsequences: false).joined(separator: "<")
      .split(separator: "&gt;", omittingEmptySubsequences: false).joined(separator: ">")
      .split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&")
  }
}

/// RFC 4180, section 2, character by character.
enum TableReader {
  static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    func end() {
      row.append(String(cell))
      cell = String.UnicodeScalarView()
    }
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        cell.append(scalar)
        scalars.removeFirst()
      case "\"" where isQuoted:
        isQuoted = false
        try #require(scalars.first == "," || scalars.first == "\r")
      case "\"" where cell.isEmpty: isQuoted = true
      case "\"": Issue.record("a quote within a cell that has none around it")
      case "," where !isQuoted: end()
      case "\r" where !isQuoted:
        try #require(scalars.popFirst() == "\n")
        end()
        rows.append(row)
        row = []
      default: cell.append(scalar)
      }
    }
    #expect(row.isEmpty && cell.isEmpty && !isQuoted)
    return rows
  }
}
