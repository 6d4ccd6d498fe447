extension SourceText {
  /// Why the bytes are no text at all, where they are none.
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

  /// The characters that change the order in which a line is shown, wherever they stand: in a comment or a text, too, what a reader
  /// sees would not be what is read.
  var bidirectionalControls: [Diagnostic] {
    var found: [Diagnostic] = []
    var offset = 0
    while offset < bytes.count, found.count < Limits.problemsRead {
      let start = offset
      offset += 1
      // They begin with one of two bytes.
      guard bytes[start] == 0xE2 || bytes[start] == 0xD8, scalar(at: start).isBidirectionalControl else { continue }
      let control = scalar(at: start)
      while offset < bytes.count, UTF8.isContinuation(bytes[offset]) || scalar(at: offset) == control { offset += 1 }
      found.append(Diagnostic(.bidirectionalControl(control), at: SourceRange(start, offset), in: self))
    }
    return found
  }

  /// Whether it is ASCII without a zero, as many a text is; no byte ends the loop, so that it takes many at a time.
  private var isPlain: Bool {
    var (least, all) = (UInt8.max, UInt8(0))
    for byte in bytes {
      least = min(least, byte)
      all |= byte
    }
    return least > 0 && all < 0x80
  }

  /// The offset of the first byte that cannot be decoded.
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
