extension Sequence {
  /// Returns the element closest to a mistyped word, if one is clearly the closest.
  ///
  /// The distance is the number of letters changed, added, omitted or swapped with a neighbour (Damerau–Levenshtein
  /// distance). It may be at most two and at most a third of the word's length.
  public func nearest(to word: String, by text: (Element) -> String) -> Element? {
    // Longer words are not compared, which bounds the cost of a crafted word.
    guard word.utf8.count <= 128 else { return nil }
    let letters = Array(word.unicodeScalars)
    guard letters.count <= 32 else { return nil }
    var limit = Swift.min(2, Swift.max(1, letters.count / 3), letters.count - 1)
    var best: Element?
    var isUnique = false
    for element in self {
      let other = text(element).unicodeScalars
      guard let distance = editDistance(letters, other, atMost: limit) else { continue }
      isUnique = best == nil || distance < limit
      (best, limit) = (element, distance)
    }
    return isUnique ? best : nil
  }
}

/// Returns the optimal string alignment distance; `nil` if it exceeds the limit.
private func editDistance(_ a: [Unicode.Scalar], _ b: String.UnicodeScalarView, atMost limit: Int) -> Int? {
  let longest = a.count + limit
  let b = Array(b.prefix(longest + 1))
  guard b.count <= longest, b.count + limit >= a.count else { return nil }
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var current = [i + 1]
    current.reserveCapacity(b.count + 1)
    for (j, y) in b.enumerated() {
      var distance = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { distance = min(distance, beforePrevious[j - 1] + 1) }
      current.append(distance)
    }
    // A swap of neighbours continues from the row before the previous one, so both rows are checked.
    if current.allSatisfy({ $0 > limit }), previous.allSatisfy({ $0 >= limit }) { return nil }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count] <= limit ? previous[b.count] : nil
}
