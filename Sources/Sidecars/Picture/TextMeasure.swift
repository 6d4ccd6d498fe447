/// The widths of texts in the typeface of pictures and sheets.
package struct TextMeasure: Sendable {
  /// The typefaces, the first that is installed: those with the widths of Helvetica, which most systems have.
  package static let families = "Liberation Sans, Arial, Helvetica, Nimbus Sans, Arimo, sans-serif"

  /// Returns the width of a text on one line in the units of the font size.
  package let width: @Sendable (_ text: String, _ size: Double, _ isBold: Bool) -> Double

  package init(width: @escaping @Sendable (_ text: String, _ size: Double, _ isBold: Bool) -> Double) {
    self.width = width
  }

  /// Estimates widths from a table for ASCII. Letters with marks have the width of the letter alone; other scripts are
  /// rather over- than underestimated.
  package static let estimated = TextMeasure { text, size, isBold in
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += width(of: scalar) }
    return Double(thousandths) * size / 1000 * (isBold ? 1.09 : 1)
  }

  /// Advance widths of the characters from space to `~` in thousandths of the font size (Adobe's metrics of Helvetica).
  private static let widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667,
    944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500,
    722, 500, 500, 500, 334, 260, 334, 584,
  ]

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if (32..<127).contains(scalar.value) { return widths[Int(scalar.value) - 32] }
    switch scalar.value {
    case 0xB7, 0x2018...0x201A, 0x2022: return 350
    case 0xC0...0x24F:
      // The letter without its mark, where there is one.
      let base = scalar.properties.isLowercase ? 600 : 780
      return base
    case 0x2010...0x2013, 0x201C...0x201F: return 556
    case 0x2014, 0x2026, 0x2190...0x21FF: return 1000
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFFEF: return 1000
    case 0x1F000...0x1FAFF, 0x20000...0x3FFFF: return 1300
    default: return 650
    }
  }
}
