import PatternBuilding

/// A law that does not hold, in words for whoever mends it.
public struct LawBreach: Error, CustomStringConvertible {
  public let description: String
}

/// Throws what it says unless it is so.
func demand(_ isSo: Bool, _ words: @autoclosure () -> String) throws(LawBreach) {
  guard isSo else { throw LawBreach(description: words()) }
}
