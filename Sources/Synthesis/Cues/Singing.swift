/// A tone with two soft partials, on one pitch or on the way to another.
///
/// The phase is the integral of the eased pitch in closed form, which is what accumulating it adds up to: with u from 0
/// to 1 over the cue and the ease 2u − u², it is f₀u + (f₁ − f₀)(u² − u³/3) cycles for each second of length.
struct Singing: RunSource {
  private let first: Double
  private let travel: Double
  private let seconds: Double
  private let step: Double
  /// Those of the partials, which add up to 1 where all can be heard.
  private let levels: [Float]

  init(from first: Hertz, to last: Hertz, over frames: Int, rate: Int) {
    self.first = first.value
    travel = last.value - first.value
    seconds = Double(frames) / Double(rate)
    step = 1 / Double(frames)
    let highest = Hertz(max(first.value, last.value))
    let audible = { (ratio: Double, level: Float) in (highest * ratio).isAudible(at: rate) ? level : 0 }
    levels = [audible(1, 0.78), audible(2, 0.16), audible(3, 0.06)]
  }

  @inline(__always)
  func fill(_ run: Run, from frame: Int) {
    // The phase is a cubic: its value and derivatives at the first frame give all the others.
    let u = Double(frame) * step
    let turns = seconds * u * (first + travel * u * (1 - u / 3))
    let start = Float(turns - Elementary.nearest(turns))
    let slope = Float(seconds * step * (first + travel * u * (2 - u)))
    let bend = Float(seconds * step * step * travel * (1 - u))
    let twist = Float(-seconds * step * step * step * travel / 3)
    SampleLoops.best.sing(run, start, slope, bend, twist, levels)
  }
}
