extension SourceText {
  /// Problem that prevents the bytes from being read as text; `nil` if there is none.
  var unreadable: Diagnostic? {
    if bytes.count > Self.largestSize { return Diagnostic(.tooLarge, at: SourceRange(0, 0), in: self) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(.wideText, at: SourceRange(0, 0), in: self)
    }
    if isPlain { return nil }
    if let offset = bytes.firstIndex(of: 0) {
      return Diagnostic(.nulByte, at: SourceRange(offset, offset + 1), in: self)
    }
    if let offset = firstInvalidByte {
      return Diagnostic(.notUTF8, at: SourceRange(offset, offset + 1), in: self)
    }
    return nil
  }

  /// Diagnostics of characters that change the displayed order of a line, also in comments and texts, where the reader
  /// would see something else than what is read.
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
