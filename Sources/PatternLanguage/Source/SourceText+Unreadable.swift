extension SourceText {
  /// Problem that prevents the bytes from being read as text; `nil` if there is none.
  var unreadable: Diagnostic? {
    if bytes.count > Self.largestSize { return Diagnostic(.tooLarge, at: SourceRange(0, 0), in: self) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(.wideText, at: SourceRange(0, 0), in: self)
    }
    if let kind = foreignKind { return Diagnostic(.notPlainText(kind), at: SourceRange(0, 0), in: self) }
    if isPlain { return nil }
    // Without its mark, every other byte of a text in Latin letters is zero.
    if bytes.count > 3, bytes[0] == 0 && bytes[2] == 0 || bytes[1] == 0 && bytes[3] == 0 {
      return Diagnostic(.wideText, at: SourceRange(0, 0), in: self)
    }
    if let offset = bytes.firstIndex(of: 0) {
      return Diagnostic(.nulByte, at: SourceRange(offset, offset + 1), in: self)
    }
    if let offset = firstInvalidByte {
      return Diagnostic(.notUTF8, at: SourceRange(offset, offset + 1), in: self)
    }
    return nil
  }

  /// The kind of file, if it begins like a file of another program.
  private var foreignKind: String? {
    guard let first = bytes.first, !(0x61...0x7A).contains(first) else { return nil }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "a Word document" }
    let beginnings = [
      ("{\\rtf", "an RTF document"), ("PK\u{3}\u{4}", "a document of a word processor, or a ZIP archive"),
      ("%PDF", "a PDF"),
      ("<!doctype", "a web page"), ("<html", "a web page"), ("<?xml", "an XML document"), ("RIFF", "a sound file"),
      ("ID3", "a sound file"), ("fLaC", "a sound file"), ("OggS", "a sound file"), ("FORM", "a sound file"),
    ]
    let start = String(decoding: bytes.prefix(16), as: UTF8.self)
    return beginnings.first { start.hasPrefix($0.0) || start.lowercased().hasPrefix($0.0) }?.1
  }

  /// The characters that change the order in which a line is shown. They are refused everywhere, also in comments and
  /// texts, because a reader would see another text than the one that is parsed.
  var bidirectionalControls: [Diagnostic] {
    var found: [Diagnostic] = []
    var offset = 0
    while offset < bytes.count, found.count < Limits.problemsRead {
      let start = offset
      offset += 1
      // The encoding of these characters begins with one of two bytes.
      guard bytes[start] == 0xE2 || bytes[start] == 0xD8, scalar(at: start).isBidirectionalControl else { continue }
      let control = scalar(at: start)
      while offset < bytes.count, UTF8.isContinuation(bytes[offset]) || scalar(at: offset) == control { offset += 1 }
      found.append(Diagnostic(.bidirectionalControl(control), at: SourceRange(start, offset), in: self))
    }
    return found
  }

  /// Whether the text is ASCII without NUL, as most texts are. The loop has no early exit, so that the compiler can use
  /// vectors.
  private var isPlain: Bool {
    var (least, all) = (UInt8.max, UInt8(0))
    for byte in bytes {
      least = min(least, byte)
      all |= byte
    }
    return least > 0 && all < 0x80
  }

  /// Offset of the first byte that is not valid UTF-8.
  private var firstInvalidByte: Int? {
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
        continue
      }
      var decoder = UTF8()
      var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
      guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return offset }
      offset += UTF8.width(scalar)
    }
    return nil
  }
}
