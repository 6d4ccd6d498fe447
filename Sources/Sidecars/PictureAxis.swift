/// The time beneath a picture, in steps that people count in.
struct PictureAxis {
  private let seconds: Double
  private let width: Int

  init(length: Duration, width: Int) {
    seconds = max(length.seconds, 0.001)
    self.width = width
  }

  private static let steps = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  ]
  /// Room for a time and some air, in pixels.
  private static let room = 72.0

  func write(from left: Int, at y: Int, to sink: (String) throws -> Void) throws {
    let step = Self.steps.first { Double($0) / seconds * Double(width) >= Self.room } ?? 86_400
    try sink("<path class=\"tick\" d=\"M\(left) \(y)h\(width)\"/>\n")
    for time in stride(from: 0, through: Int(seconds), by: step) {
      let x = left + Int(Double(time) / seconds * Double(width))
      // One that is not quite at the end would be cut.
      guard x + 40 <= left + width + 16 else { break }
      try sink("<path class=\"tick\" d=\"M\(x) \(y)v5\"/><text x=\"\(x)\" y=\"\(y + 18)\">\(Self.clock(time))</text>\n")
    }
  }

  private static func clock(_ seconds: Int) -> String {
    let rest = (seconds % 60).padded(to: 2)
    guard seconds >= 3600 else { return "\(seconds / 60):\(rest)" }
    return "\(seconds / 3600):\((seconds / 60 % 60).padded(to: 2)):\(rest)"
  }
}
