import FileStore

/// One kind of sound file whose header is read here, without libsndfile: for the recipe in it, and for the length that
/// it announces. Samples are decoded by libsndfile, in every kind that it knows.
///
/// `ReadableFormat.all` lists the kinds.
struct ReadableFormat: Sendable {
  /// Extensions that recordings of this kind have, without their dot, in lower case.
  var extensions: [String] = []
  /// Whether a file begins with these bytes. They are up to 24, fewer where the file is shorter.
  var matches: @Sendable (_ head: [UInt8]) -> Bool
  /// The recipe in a file that matches, sealed; nil where the file has none. Nil in place of the function for a kind
  /// that is not written.
  var recipe: (@Sendable (ReadableFile) throws(RecipeProblem) -> [UInt8]?)?
  /// The truncation of a file that matches; nil where the file is whole or does not say.
  var truncation: @Sendable (ByteSource) throws(SystemFailure) -> Truncation? = { _ throws(SystemFailure) in nil }

  /// The number of bytes that `matches` looks at.
  static let headBytes = 24

  /// The kind of a file that begins with these bytes; nil where it is none of those that are read here.
  static func of(_ head: [UInt8]) -> ReadableFormat? { all.first { $0.matches(head) } }
}

// MARK: Kinds that are read, but not written

extension ReadableFormat {
  /// Sony Wave64. Its header announces the length of the whole file, after an identifier of 16 bytes.
  static let w64 = ReadableFormat(
    extensions: ["w64"],
    matches: { $0.has("riff") },
    truncation: { source throws(SystemFailure) in
      let length = try source.bytes(at: 16, count: 8)
      return Truncation(of: source, announcing: length.littleNumber, from: 0)
    })

  /// Sun AU. Its header says where the samples begin and how many bytes they have.
  static let au = ReadableFormat(
    extensions: ["au"],
    matches: { $0.has(".snd") },
    truncation: { source throws(SystemFailure) in
      let numbers = try source.bytes(at: 4, count: 8)
      guard numbers.count == 8 else { return nil }
      return Truncation(of: source, announcing: numbers[4...].bigNumber, from: Int64(numbers[..<4].bigNumber))
    })
}

extension [UInt8] {
  /// Whether the bytes at an offset are these characters.
  func has(_ text: String, at offset: Int = 0) -> Bool { dropFirst(offset).starts(with: text.utf8) }
}
