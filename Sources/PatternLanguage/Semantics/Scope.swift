/// The names that have a value at a place of a text.
struct Scope {
  /// The parameters of the text.
  private var parameters: [String: Value] = [:]
  /// Those whose value could not be made out, which has been told.
  private(set) var broken: Set<String> = []
  /// Names of `for` and of definitions. A copy of the scope for each round costs nothing, however many names there are.
  private var inner: Frame?

  /// The names of one round of `for`, or of one use of a definition, with those around them. Frames nest no deeper than blocks.
  private final class Frame {
    let values: [String: Value]
    let outer: Frame?

    init(_ values: [String: Value], in outer: Frame?) {
      self.values = values
      self.outer = outer
    }
  }

  subscript(name: String) -> Value? {
    var frame = inner
    while let current = frame {
      if let value = current.values[name] { return value }
      frame = current.outer
    }
    return parameters[name]
  }

  /// All names, in no order.
  var names: [String] {
    var names = Array(parameters.keys)
    var frame = inner
    while let current = frame {
      names += current.values.keys
      frame = current.outer
    }
    return names
  }

  mutating func addParameter(_ name: String, _ value: Value) { parameters[name] = value }

  mutating func addBroken(_ name: String) { broken.insert(name) }

  /// Adds names that hide those of before.
  mutating func add(_ values: [String: Value]) { if !values.isEmpty { inner = Frame(values, in: inner) } }
}

/// Which round of how many is being checked.
package struct RampPosition {
  /// Counted from 0.
  var round: Int
  var rounds: Int

  package init(round: Int, rounds: Int) {
    self.round = round
    self.rounds = rounds
  }
}
