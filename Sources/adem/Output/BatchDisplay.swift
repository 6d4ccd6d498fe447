import BreathPacing
import Synchronization

/// Progress of a batch: bars that are redrawn on a terminal, otherwise one line for each finished track. Several
/// threads may report to it.
final class BatchDisplay: Sendable {
  /// A track that is being rendered.
  private struct Row {
    var name: String
    var work: Int64
    var share = 0.0
  }

  private struct State {
    var rows: [Row?]
    var finishedWork: Int64 = 0
    var finishedTracks = 0
    /// Total length in seconds of the tracks that have been rendered.
    var finishedSound = 0.0
    var lastDrawn: ContinuousClock.Instant
    var drawnLines = 0
  }

  private let tracks: Int
  private let work: Int64
  private let isQuiet: Bool
  private let isInteractive = Terminal.standardError.isInteractive
  private let began = ContinuousClock.now
  private let state: Mutex<State>

  private static let redrawing = Duration.milliseconds(100)
  private static let barWidth = 20

  /// Creates a display.
  ///
  /// - Parameters:
  ///   - tracks: number of tracks.
  ///   - work: total cost of the tracks.
  ///   - rows: number of tracks that are rendered at once.
  init(tracks: Int, work: Int64, rows: Int, isQuiet: Bool) {
    self.tracks = tracks
    self.work = max(1, work)
    self.isQuiet = isQuiet
    state = Mutex(State(rows: Array(repeating: nil, count: rows), lastDrawn: began))
  }

  func begin(_ name: String, work: Int64, row: Int) {
    state.withLock { state in
      state.rows[row] = Row(name: name, work: work)
      // Draws only if the row is not visible yet.
      if state.drawnLines <= state.rows.count(where: { $0 != nil }) { draw(&state) }
    }
  }

  func update(_ share: Double, row: Int) {
    guard isInteractive, !isQuiet else { return }
    state.withLock { state in
      state.rows[row]?.share = share
      guard ContinuousClock.now - state.lastDrawn >= Self.redrawing else { return }
      draw(&state)
    }
  }

  /// Ends a row, whose track is complete.
  func end(row: Int) {
    state.withLock { state in
      state.finishedWork += state.rows[row]?.work ?? 0
      state.rows[row] = nil
    }
  }

  /// Counts a track that has got its name or failed, and prints lines about it.
  ///
  /// - Parameter sound: length of the track; `nil` if it was not rendered.
  func finish(sound: Duration?, _ lines: StyledText) {
    state.withLock { state in
      state.finishedTracks += 1
      state.finishedSound += sound.map { $0 / .seconds(1) } ?? 0
      clear(&state)
      Terminal.standardError.say(lines)
    }
  }

  /// Prints lines above the progress bars.
  func say(_ lines: String) {
    state.withLock { state in
      clear(&state)
      Terminal.standardError.say(lines)
    }
  }

  /// Removes the progress bars.
  func clear() { state.withLock { clear(&$0) } }

  // MARK: Drawing

  private func clear(_ state: inout State) {
    Terminal.standardError.takeBack(lines: state.drawnLines)
    state.drawnLines = 0
  }

  private func draw(_ state: inout State) {
    guard isInteractive, !isQuiet else { return }
    state.lastDrawn = .now
    let size = Terminal.standardError.size
    var lines = state.rows.compactMap { row in row.map { "\(Self.bar($0.share)) \($0.name)" } }
    if tracks > 1 {
      // A terminal with too few rows shows the total only.
      if lines.count + 1 >= size.rows { lines = [] }
      lines.append(total(of: state))
    }
    // A wrapped line could not be removed.
    lines = lines.map { $0.columns < size.columns ? $0 : $0.prefix(columns: max(0, size.columns - 2)) + "…" }
    clear(&state)
    Terminal.standardError.say(lines.joined(separator: "\r\n"))
    state.drawnLines = lines.count
  }

  private func total(of state: State) -> String {
    let running = state.rows.reduce(0.0) { $0 + Double($1?.work ?? 0) * ($1?.share ?? 0) }
    let share = min(1, (Double(state.finishedWork) + running) / Double(work))
    let passed = (ContinuousClock.now - began) / .seconds(1)
    var text = "\(Self.bar(share)) \(state.finishedTracks) of \(tracks) tracks"
    if passed > 1, share > 0 {
      if state.finishedSound > 0 { text += ", \(Int(state.finishedSound / passed)) × real time" }
      text += ", \(Duration.seconds((passed * (1 - share) / share).rounded(.up)).spelled) left"
    }
    return text
  }

  private static func bar(_ share: Double) -> String {
    let filled = Int(min(1, max(0, share)) * Double(barWidth))
    let percent = "\(Int(share * 100))"
    return String(repeating: " ", count: max(0, 3 - percent.count)) + percent + " % "
      + String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
  }
}
