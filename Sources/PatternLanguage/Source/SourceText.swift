/// Text of a pattern, with the name under which its problems are reported.
///
/// ```swift
/// let source = SourceText("inhale 4; exhale 6", name: "calm.breath")
/// ```
public struct SourceText: Sendable, Hashable {
  /// Maximum size of a text: 1 MiB.
  public static let largestSize = 1 << 20

  /// Path of the file, or another name for messages.
  public let name: String
  /// The setting outside the pattern that this is the text of; nil for the text of a pattern.
  public let setting: Overrides.Setting?
  /// The text in UTF-8, without a byte order mark.
  public let bytes: [UInt8]

  /// The text of a file; a byte order mark is removed.
  public init(name: String, bytes: some Sequence<UInt8>) {
    self.name = name
    setting = nil
    var bytes = Array(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
  }

  /// A text in memory.
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

  /// Returns the text of a range; invalid UTF-8 becomes the replacement character.
  public func text(of range: SourceRange) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      let own = bytes[range.lowerBound..<min(range.upperBound, bytes.count)]
      return String(decoding: UnsafeBufferPointer(rebasing: own), as: UTF8.self)
    }
  }

  /// Returns the beginning of the text of a range, short enough for a message.
  func excerpt(of range: SourceRange) -> String {
    let text = text(of: SourceRange(range.lowerBound, min(range.upperBound, range.lowerBound + 160)))
    return text.count > 40 || text.utf8.count < range.upperBound - range.lowerBound ? text.prefix(40) + "…" : text
  }

  /// Returns the line and column of a byte; a line ends with LF, CR LF or CR.
  ///
  /// The text is scanned from its beginning, because only problems need a position.
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

/// Line and column, as editors count them.
public struct SourcePosition: Sendable, Hashable {
  /// Line, counted from 1.
  public let line: Int
  /// Column in Unicode scalars, counted from 1.
  public let column: Int
  /// Bytes of the whole line, without its line break.
  public let lineRange: SourceRange
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
