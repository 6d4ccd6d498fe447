extension Duration {
  /// A number of minutes, in which breathing is usually measured.
  ///
  /// More than a duration can hold become the most that it can; no pattern takes either.
  public static func minutes(_ minutes: Int) -> Duration {
    let (seconds, overflow) = minutes.multipliedReportingOverflow(by: 60)
    return .seconds(overflow ? (minutes < 0 ? .min : .max) : seconds)
  }
}
