import PatternLanguage

/// A spoken instruction: `Say("Ga op je rug liggen")`.
public typealias Say = Instruction

extension Say {
  /// An instruction in these words.
  public init(_ text: String) { self.init(text: text) }
}
