import PatternLanguage

/// A spoken instruction: `Say("Ga op je rug liggen")`.
public typealias Say = Instruction

extension Say {
  /// A spoken instruction.
  public init(_ text: String) { self.init(text: text) }
}
