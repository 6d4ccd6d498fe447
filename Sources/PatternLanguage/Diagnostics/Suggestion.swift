extension Sequence {
  /// The one element that a mistyped word is clearly nearest to, if there is one.
  ///
  /// Near means at most a third of the word's letters changed, added, left out or swapped with a neighbour
  /// (Damerau–Levenshtein distance), and at most two.
  public func nearest(to word: String, by text: (Element) -> String) -> Element? {
    // Longer words are not looked at, so that a crafted one costs nothing.
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

/// The optimal string alignment distance; `nil` where it is larger than a limit.
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
    // Swapped neighbours go on from the row before the last.
    if current.allSatisfy({ $0 > limit }), previous.allSatisfy({ $0 >= limit }) { return nil }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count] <= limit ? previous[b.count] : nil
}
