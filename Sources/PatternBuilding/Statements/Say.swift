import PatternLanguage

/// A spoken instruction: `Say("Ga op je rug liggen")`, or `Say("Ga op je rug liggen", .seconds(5))` with a slot.
public typealias Say = Instruction

extension Say {
  /// A spoken instruction.
  ///
  /// - Parameter slot: the time that it gets; `nil` for as long as its words.
  public init(_ text: String, _ slot: Duration? = nil) { self.init(text: text, slot: slot) }
}
