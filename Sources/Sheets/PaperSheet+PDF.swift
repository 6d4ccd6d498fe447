import CRsvg
import Sidecars

extension PaperSheet {
  /// Lays out sheets with the widths of the installed typeface, and draws them as a PDF whose text can be selected.
  ///
  /// ```swift
  /// let pdf = try PaperSheet.pdf(of: [sheet])
  /// print(pdf.pages, pdf.bytes.count)
  /// ```
  ///
  /// - Returns: the bytes of the file, and the number of its pages.
  /// - Throws: `PDFError`.
  public static func pdf(of sheets: [Sheet]) throws(PDFError) -> (bytes: [UInt8], pages: Int) {
    guard adem_rsvg_text_width("x", TextMeasure.families, 0) >= 0 else { throw .missingLibrary }
    let paper = PaperSheet(of: sheets, measure: .installed)
    var bytes: [UInt8] = []
    let pages = paper.pages.map { Array($0.utf8CString) }
    let result = pages.withPointers { pointers in
      withUnsafeMutablePointer(to: &bytes) { target in
        adem_rsvg_write_pdf(
          pointers.baseAddress, pointers.count, PaperFlow.width, PaperFlow.height, paper.title,
          { context, bytes, count in
            let target = context?.assumingMemoryBound(to: [UInt8].self)
            target?.pointee += UnsafeBufferPointer(start: bytes, count: count)
          }, target)
      }
    }
    guard result == ADEM_RSVG_DONE.rawValue else { throw .notDrawn }
    return (bytes, pages.count)
  }
}

/// The reason why no PDF could be made.
///
/// ```swift
/// do { pdf = try PaperSheet.pdf(of: [sheet]) } catch .missingLibrary { print("install librsvg") }
/// ```
public enum PDFError: Error, Sendable, Hashable {
  /// librsvg 2.46 or later is not installed.
  case missingLibrary
  /// librsvg or cairo could not draw a page.
  case notDrawn
}

extension TextMeasure {
  /// Widths in the first installed of the typefaces; librsvg must be installed.
  static let installed = TextMeasure { text, size, isBold in
    adem_rsvg_text_width(text, families, isBold ? 1 : 0) * size
  }
}

extension [[CChar]] {
  /// Calls a function with pointers to the first character of each text.
  fileprivate func withPointers<Result>(
    _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let joined = [CChar](self.joined())
    return joined.withUnsafeBufferPointer { buffer in
      var (pointers, offset) = ([UnsafePointer<CChar>?](), 0)
      for text in self {
        pointers.append(buffer.baseAddress.map { $0 + offset })
        offset += text.count
      }
      return pointers.withUnsafeBufferPointer(body)
    }
  }
}
