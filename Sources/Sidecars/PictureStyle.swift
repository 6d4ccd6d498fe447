/// The colours of a picture, by day and by night. Spelled out, since not every viewer knows variables.
enum PictureStyle {
  static func text(for bands: [BreathBand]) -> String {
    """
    .adem text { font: 12px sans-serif; fill: #333; }
    .adem .heading { font-size: 18px; fill: #111; }
    .adem .paper { fill: #fff; }
    .adem .mark, .adem .tick { stroke: #999; fill: none; }
    .adem .curve { stroke: #222; stroke-width: 1.5; stroke-linejoin: round; fill: none; }
    .adem .fine { stroke-width: 1; stroke-opacity: 0.5; }
    \(bands.map { ".adem .\($0.styleClass) { fill: \($0.colours.light); }\n" }.joined())\
    @media (prefers-color-scheme: dark) {
    .adem text { fill: #ccc; }
    .adem .heading { fill: #eee; }
    .adem .paper { fill: #15181c; }
    .adem .mark, .adem .tick { stroke: #777; }
    .adem .curve { stroke: #f2f2f2; }
    \(bands.map { ".adem .\($0.styleClass) { fill: \($0.colours.dark); }\n" }.joined())\
    }\n
    """
  }
}
