/// Evaluates expressions, and reports those without a value.
package struct Evaluator {
  let source: SourceText
  let findings: DiagnosticSink
  var scope = Scope()
  /// Whether the whole text could be parsed; if not, an unknown name may come from a line that could not.
  var isWhole = true
  /// The round of the innermost `repeat`, which determines the value of `A to B`.
  var ramp: RampPosition?
  /// The value of `{number}`; `nil` if nothing is counted.
  var number: DueNumber?

  func report(_ problem: Problem, at range: SourceRange, related: Diagnostic.Related? = nil) {
    findings.report(problem, at: range, in: source, related: related)
  }

  /// The names whose values are the name of the current side and that of the other side.
  static let (side, otherSide) = ("side", "other-side")

  // MARK: Values

  func value(of expression: ExpressionSyntax) -> Value? {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .time(let time): return .time(time)
    case .level(let level): return .level(level)
    case .loudness(let loudness): return .loudness(loudness)
    case .text(let text): return self.text(text).map(Value.text)
    case .name(let name): return named(name, at: expression.range)
    case .rate(let inner):
      guard let value = value(of: inner) else { return nil }
      if case .number(let number) = value { return .rate(number) }
      report(
        .wrongValue(statement: "/min", wants: "a number", found: value.described, example: "6/min"), at: inner.range)
      return nil
    case .binary(let sign, let left, let right):
      guard let first = value(of: left), let second = value(of: right) else { return nil }
      return combined(sign, first, second, at: expression.range)
    case .ramp(let first, let last):
      guard let ends = ends(first, last, at: expression.range) else { return nil }
      guard let ramp else {
        // In a text with syntax errors, the head of the `repeat` may be among the unreadable parts.
        if isWhole { report(.rampOutside, at: expression.range) }
        return nil
      }
      findings.rampUses += 1
      return Self.between(ends.first, ends.last, at: ramp)
    case .fill(let share):
      report(
        .strayText(
          "'\(source.excerpt(of: expression.range))'", statement: "value", fullForm: Keyword.rest.fullForm,
          suggestion: nil), at: share?.range ?? expression.range)
      return nil
    case .malformed: return nil
    }
  }

  /// Returns the first and the last value of `A to B`; for a constant value, the same value twice.
  func ends(of expression: ExpressionSyntax) -> (first: Value, last: Value)? {
    if case .ramp(let first, let last) = expression.kind { return ends(first, last, at: expression.range) }
    return value(of: expression).map { ($0, $0) }
  }

  private func ends(
    _ first: ExpressionSyntax, _ last: ExpressionSyntax, at range: SourceRange
  ) -> (first: Value, last: Value)? {
    guard let from = value(of: first), let to = value(of: last) else { return nil }
    switch (from, to) {
    case (.number, .number), (.time, .time), (.rate, .rate): return (from, to)
    default:
      report(.mixedRamp(from: from.described, to: to.described, suggestion: Self.evenRamp(from, to)), at: range)
      return nil
    }
  }

  /// Returns the ramp as text with the unit on both values, if only one has it; `nil` for a time of several units,
  /// which has no single unit.
  private static func evenRamp(_ from: Value, _ to: Value) -> String? {
    let unit = { (value: Value) in value.spelled.drop { $0.isNumber || $0 == "." } }
    switch (from, to) {
    case (.number(let number), .rate), (.number(let number), .time):
      return unit(to).contains(where: \.isNumber) ? nil : "\(number)\(unit(to)) to \(to.spelled)"
    case (.rate, .number(let number)), (.time, .number(let number)):
      return unit(from).contains(where: \.isNumber) ? nil : "\(from.spelled) to \(number)\(unit(from))"
    default: return nil
    }
  }

  private func named(_ name: String, at range: SourceRange) -> Value? {
    if let side = Side(rawValue: name) { return .side(side) }
    if let value = scope[name] {
      // A parameter of the author may have this name too. Counting its use then costs a second check of the sides but
      // does not change the result.
      if name == Self.side || name == Self.otherSide { findings.sideUses += 1 }
      return value
    }
    guard isWhole, !scope.broken.contains(name) else { return nil }
    let suggestion = findings.suggestion(for: name, among: scope.names)
    report(.unknownName(String(name.prefix(40)), suggestion: suggestion), at: range)
    return nil
  }

  // MARK: Arithmetic

  private func combined(
    _ sign: ExpressionSyntax.Operator, _ left: Value, _ right: Value, at range: SourceRange
  ) -> Value? {
    let result: Value? =
      switch (left, sign, right) {
      case (.number(let a), .plus, .number(let b)): a.plus(b).map(Value.number)
      case (.number(let a), .minus, .number(let b)): a.minus(b).map(Value.number)
      case (.number(let a), .times, .number(let b)): a.times(b).map(Value.number)
      case (.number(let a), .over, .number(let b)): a.divided(by: b).map(Value.number)
      case (.rate(let a), .times, .number(let b)), (.number(let b), .times, .rate(let a)): a.times(b).map(Value.rate)
      case (.rate(let a), .over, .number(let b)): a.divided(by: b).map(Value.rate)
      case (.time(let a), .plus, .time(let b)) where Self.isSmall(a) && Self.isSmall(b): .time(a + b)
      case (.time(let a), .minus, .time(let b)) where a >= b: .time(a - b)
      case (.time(let a), .times, .number(let b)) where b >= 0, (.number(let b), .times, .time(let a)) where b >= 0:
        a.scaled(by: b).map(Value.time)
      case (.time(let a), .over, .time(let b)) where b > .zero && Self.isSmall(a) && Self.isSmall(b):
        Rational(a.attoseconds, b.attoseconds).map(Value.number)
      case (.time(let a), .over, .number(let b)) where b > 0:
        a.scaled(by: Int128(b.denominator), over: Int128(b.numerator)).map(Value.time)
      default: nil
      }
    if let result, isReasonable(result) { return result }
    report(
      .cannotCompute("\(left.spelled) \(sign.rawValue) \(right.spelled)"), at: range)
    return nil
  }

  private static func isSmall(_ time: Duration) -> Bool { time < DurationMetrics.ceiling }

  /// Returns whether a value could be written in a text: it is not negative, and it has a short form.
  private func isReasonable(_ value: Value) -> Bool {
    switch value {
    case .number(let number), .rate(let number):
      number >= 0 && number <= Rational(Int64(Limits.largestNumber)) && number.denominator <= 1_000_000
    case .time(let time): time < DurationMetrics.ceiling
    default: true
    }
  }

  /// Returns the value of a round by linear interpolation from the first to the last value.
  package static func between(_ first: Value, _ last: Value, at ramp: RampPosition) -> Value? {
    guard ramp.rounds > 1 else { return first }
    let (k, steps) = (Int128(ramp.round), Int128(ramp.rounds - 1))
    switch (first, last) {
    case (.number(let a), .number(let b)): return Self.between(a, b, k, steps).map(Value.number)
    case (.rate(let a), .rate(let b)): return Self.between(a, b, k, steps).map(Value.rate)
    case (.time(let a), .time(let b)):
      let passed = (b.attoseconds - a.attoseconds) * k
      return .time(Duration(attoseconds: a.attoseconds + (passed + (passed < 0 ? -steps : steps) / 2) / steps))
    default: return nil
    }
  }

  private static func between(_ a: Rational, _ b: Rational, _ k: Int128, _ steps: Int128) -> Rational? {
    let share = Rational(k, steps)
    return share.flatMap { b.minus(a)?.times($0) }.flatMap { a.plus($0) }
  }

  // MARK: Texts

  /// Returns a text with the values of its names; `nil` if a name is unknown or the result is too long.
  func text(_ text: TextSyntax, of statement: String = "value", limit: Int = Limits.longestNote) -> String? {
    var (result, bytes) = (text.opening, text.opening.utf8.count)
    for part in text.rest {
      let words: String
      switch part {
      case .literal(let literal): words = literal
      case .name(let name):
        if scope[name.value] == nil, let due = number(name, in: statement) {
          guard let spelled = due else { return nil }
          words = spelled
        } else {
          guard let value = named(name.value, at: name.range) else { return nil }
          words = value.spelled
        }
      }
      bytes += words.utf8.count
      // Without this check, values that contain other values could grow beyond the available memory.
      if bytes <= limit { result += words }
    }
    if bytes <= limit { return result }
    report(.textTooLong(statement: statement, bytes: bytes, limit: limit), at: text.range)
    return nil
  }

  /// Returns the text of a spoken or shown statement; `nil` if it is missing or has a problem.
  func checked(_ text: TextSyntax?, of statement: String, limit: Int = Limits.longestLabel) -> String? {
    guard let text, let words = self.text(text, of: statement, limit: limit) else { return nil }
    if words.isBlank {
      report(.emptyText(statement), at: text.range)
      return nil
    }
    return words
  }

  // MARK: Values of a kind

  func wholeNumber(_ expression: ExpressionSyntax?, of statement: String, from least: Int = 1) -> Int? {
    guard let expression, let value = value(of: expression) else { return nil }
    if case .number(let number) = value, let whole = number.whole, whole >= least { return whole }
    report(.notWhole(statement: statement, found: value.spelled), at: expression.range)
    return nil
  }

  /// - Parameter written: the statement up to its time, if that is more than its keyword.
  func time(
    _ expression: ExpressionSyntax, of statement: String, written: @autoclosure () -> String? = nil,
    within range: ClosedRange<Duration>
  ) -> Duration? {
    guard let value = value(of: expression) else { return nil }
    guard case .time(let time) = value else {
      let amount = if case .number(let number) = value { "\(number)" } else { "10" }
      let start =
        if case .name(let name) = expression.kind, scope.isParameter(name) { "parameter \(name) =" } else {
          written() ?? statement
        }
      let example = "\(start) \(amount)\(statement == "lasting" ? "min" : "s")"
      report(
        .wrongValue(statement: statement, wants: "a time", found: value.described, example: example),
        at: expression.range)
      return nil
    }
    guard range.contains(time) else {
      report(
        .outOfRange(
          what: "'\(statement)'", from: range.lowerBound.spelled, to: range.upperBound.spelled, found: time.spelled),
        at: expression.range)
      return nil
    }
    return time
  }
}
