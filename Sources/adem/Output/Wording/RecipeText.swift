import BreathPacing
import PatternLanguage
import SoundFiles

/// Recipe of a track for people: its settings and its texts.
struct RecipeText {
  private let recipe: Recipe

  init(_ recipe: Recipe) { self.recipe = recipe }

  func write(to sink: (String) throws -> Void) throws {
    let bits = recipe.bits.map { $0 == 32 ? ", 32 bits (floating point)" : ", \($0) bits" } ?? ""
    try sink("Made by \(recipe.software.printable): \(recipe.rate) frames a second\(bits), ")
    try sink(recipe.channels == 1 ? "mono\n" : "stereo\n")
    for setting in settings { try sink("With \(setting)\n") }
    try sink("\nThe pattern:\n\n")
    try write(recipe.texts[0], to: sink)
    for (index, text) in recipe.texts.enumerated().dropFirst() {
      let path = recipe.uses.first { $0.text == index }?.path ?? "\(index)"
      try sink("\nIt uses \"\(path.printable)\":\n\n")
      try write(text, to: sink)
    }
    try sink("\n")
  }

  /// Overrides of the pattern's settings, one per line.
  var settings: [String] {
    let lines =
      recipe.values
      + [
        recipe.profile.map { "profile \($0)" },
        recipe.voice.map { $0 == Overrides.unstoredCommand ? "a voice command, which is not stored" : "voice \($0)" },
        recipe.language.map { "language \($0)" },
      ].compactMap(\.self)
    return lines.map(\.printable)
  }

  /// Writes a text line by line, with escapes.
  private func write(_ text: String, to sink: (String) throws -> Void) throws {
    var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    if lines.last == "" { lines.removeLast() }
    for line in lines { try sink("  \(line.printable)".trimmingBlanks + "\n") }
  }
}

extension String {
  fileprivate var trimmingBlanks: String { allSatisfy { $0 == " " } ? "" : self }
}
