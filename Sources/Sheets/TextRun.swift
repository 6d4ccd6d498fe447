import Sidecars

/// A piece of text in one weight.
struct TextRun: Sendable, Hashable {
  var text: String
  var isBold = false
}

extension [TextRun] {
  /// The runs in lines of at most a width. Lines break at blanks; a word that is longer than a line is divided.
  func lines(width: Double, size: Double, measure: TextMeasure) -> [[TextRun]] {
    var lines: [[TextRun]] = []
    var line: [TextRun] = []
    var used = 0.0
    func add(_ text: String, _ isBold: Bool) {
      if let last = line.last, last.isBold == isBold {
        line[line.count - 1].text += text
      } else {
        line.append(TextRun(text: text, isBold: isBold))
      }
    }
    for run in self {
      let blank = measure.width(" ", size, run.isBold)
      for word in run.text.split(separator: " ") {
        for piece in String(word).divided(to: width, size: size, isBold: run.isBold, measure: measure) {
          let needed = measure.width(piece, size, run.isBold)
          if used > 0, used + blank + needed > width {
            lines.append(line)
            (line, used) = ([], 0)
          }
          if used > 0 {
            add(" ", run.isBold)
            used += blank
          }
          add(piece, run.isBold)
          used += needed
        }
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

extension String {
  /// The word in parts of at most a width.
  fileprivate func divided(to width: Double, size: Double, isBold: Bool, measure: TextMeasure) -> [String] {
    guard measure.width(self, size, isBold) > width else { return [self] }
    var (parts, part, used) = ([String](), "", 0.0)
    for character in self {
      let needed = measure.width(String(character), size, isBold)
      if used + needed > width, !part.isEmpty {
        parts.append(part)
        (part, used) = ("", 0)
      }
      part.append(character)
      used += needed
    }
    return parts + [part]
  }

  /// Whether the first letter that has a direction is written from right to left.
  var isRightToLeft: Bool {
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: return true
      default: if scalar.properties.isAlphabetic { return false }
      }
    }
    return false
  }
}
