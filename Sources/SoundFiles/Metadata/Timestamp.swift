/// Frames as time, where a format marks places by the clock.
enum Timestamp {
  /// The nearest one, halves up.
  static func milliseconds(of frame: Int64, rate: Int) -> Int64 {
    Int64((Int128(frame) * 1000 + Int128(rate / 2)) / Int128(max(1, rate)))
  }
}
