extension Sequence {
  /// The one element that a mistyped word is clearly nearest to, if there is one.
  ///
  /// Near means at most a third of the word's letters changed, added, left out or swapped with a neighbour
  /// (Damerau–Levenshtein distance), and at most two.
  public func nearest(to word: String, by text: (Element) -> String) -> Element? {
    let limit = Swift.min(2, Swift.max(1, word.count / 3))
    guard word.count <= 32 else { return nil }
    var best: (element: Element, distance: Int)?
    var isUnique = true
    for element in self {
      let distance = editDistance(Array(word), Array(text(element)))
      guard distance <= limit, distance < word.count else { continue }
      if let current = best, current.distance <= distance {
        if current.distance == distance { isUnique = false }
      } else {
        best = (element, distance)
        isUnique = true
      }
    }
    return isUnique ? best?.element : nil
  }
}

/// The optimal string alignment distance.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var current = [i + 1]
    for (j, y) in b.enumerated() {
      var distance = Swift.min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { distance = Swift.min(distance, beforePrevious[j - 1] + 1) }
      current.append(distance)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}
