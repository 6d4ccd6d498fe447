/// How far a batch is: a line that changes in place on a terminal, and one plain line for each finished track elsewhere.
struct Progress {
  private let tracks: Int
  private let isQuiet: Bool
  private let isInteractive = Terminal.standardError.isInteractive
  private var track = 0
  private var name = ""
  private var lastDrawn: ContinuousClock.Instant?

  init(tracks: Int, isQuiet: Bool) {
    self.tracks = tracks
    self.isQuiet = isQuiet
  }

  mutating func begin(_ name: String) {
    track += 1
    // A line that wraps could not be taken back.
    self.name = name.count > 50 ? "…" + name.suffix(49) : name
    lastDrawn = nil
  }

  /// Draws at most ten times a second.
  mutating func update(_ share: Double) {
    guard isInteractive, !isQuiet else { return }
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
    lastDrawn = now
    say("\r\u{1B}[K\(tracks > 1 ? "[\(track)/\(tracks)] " : "")\(name) \(Int(share * 100)) %", terminator: "")
  }

  mutating func finish(_ line: String) {
    clear()
    say(line)
  }

  /// Takes the changing line away.
  func clear() {
    if isInteractive, !isQuiet, lastDrawn != nil { say("\r\u{1B}[K", terminator: "") }
  }

  func say(_ line: String, terminator: String = "\n") {
    if !isQuiet { Terminal.standardError.say(line + terminator) }
  }
}
