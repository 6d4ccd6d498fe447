/// A pattern's text as it was read, and the name under which problems in it are reported.
public struct SourceText: Sendable, Hashable {
  /// The longest text that is read: 1 MiB.
  public static let largestSize = 1 << 20

  /// A file's path, or another name that tells the writer where to look.
  public let name: String
  /// The setting outside the pattern that this is the text of; nil for the text of a pattern.
  public let setting: Overrides.Setting?
  /// The text in UTF-8, without a byte order mark.
  public let bytes: [UInt8]

  /// A text that was read from somewhere; a byte order mark is passed over.
  public init(name: String, bytes: some Sequence<UInt8>) {
    self.name = name
    setting = nil
    var bytes = Array(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
  }

  /// A text that is at hand.
  public init(_ text: String, name: String = "pattern") {
    self.init(name: name, bytes: text.utf8)
  }

  /// The text of a setting outside the pattern.
  init(_ text: String, setting: Overrides.Setting) {
    name =
      switch setting {
      case .parameter: text
      case .profile: "profile"
      case .voice: "voice"
      case .language: "language"
      }
    self.setting = setting
    bytes = Array(text.utf8)
  }

  /// The whole of it.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text of a range; bytes that are not UTF-8 appear as the replacement character.
  public func text(of range: SourceRange) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      let own = bytes[range.lowerBound..<min(range.upperBound, bytes.count)]
      return String(decoding: UnsafeBufferPointer(rebasing: own), as: UTF8.self)
    }
  }

  /// The beginning of a range's text, short enough for a message.
  func excerpt(of range: SourceRange) -> String {
    let text = text(of: SourceRange(range.lowerBound, min(range.upperBound, range.lowerBound + 160)))
    return text.count > 40 || text.utf8.count < range.upperBound - range.lowerBound ? text.prefix(40) + "…" : text
  }

  /// Where in the text a reader finds a byte; a line ends with LF, CR LF or CR.
  ///
  /// The text up to there is looked through anew, since only a text with problems is ever asked.
  public func position(of offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    var (line, start) = (1, 0)
    for index in 0..<offset {
      let byte = bytes[index]
      let isBreak =
        byte == .lineFeed || byte == .carriageReturn && (index + 1 == bytes.count || bytes[index + 1] != .lineFeed)
      if isBreak { (line, start) = (line + 1, index + 1) }
    }
    let end = bytes[start...].firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? bytes.count
    let column = 1 + bytes[start..<min(offset, end)].count { !UTF8.isContinuation($0) }
    return SourcePosition(line: line, column: column, lineRange: SourceRange(start, end))
  }
}

/// A line and a column as editors count them.
public struct SourcePosition: Sendable, Hashable {
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
  /// The bytes of the whole line, without its line break.
  public let lineRange: SourceRange
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
