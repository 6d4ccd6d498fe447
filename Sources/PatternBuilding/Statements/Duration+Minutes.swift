extension Duration {
  /// A number of minutes.
  ///
  /// A number that does not fit in a duration becomes the nearest duration, which no pattern accepts.
  public static func minutes(_ minutes: Int) -> Duration {
    let (seconds, overflow) = minutes.multipliedReportingOverflow(by: 60)
    return .seconds(overflow ? (minutes < 0 ? .min : .max) : seconds)
  }
}
