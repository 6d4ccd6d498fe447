import Timing

extension Timeline {
  /// The picture of the whole track as a file; a picture of its title alone if the track has neither a breath nor muscle
  /// work.
  var picture: String {
    let settings = pattern.settings
    let title = settings.title.map(\.asLine).flatMap { $0.isEmpty ? nil : $0 } ?? "Adem"
    let words = SheetWords(of: settings.language)
    let steps = [FoldedStep](of: pattern)
    return
      (BreathPicture(of: steps, width: Self.pictureWidth, words: words)
      ?? BreathPicture(namedOnly: words, width: Self.pictureWidth)).file(titled: title)
  }

  /// Width in pixels, without margins.
  private static var pictureWidth: Double { 640 }
}
