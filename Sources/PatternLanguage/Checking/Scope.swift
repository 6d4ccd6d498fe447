/// The names that have a value at a place of a text.
struct Scope {
  private(set) var values: [String: Value] = [:]

  subscript(name: String) -> Value? { values[name] }

  var names: [String] { values.keys.sorted() }

  func adding(_ name: String, _ value: Value) -> Scope {
    var scope = self
    scope.values[name] = value
    return scope
  }
}

/// Which round of how many is being checked.
struct RampPosition {
  /// Counted from 0.
  var round: Int
  var rounds: Int
}
