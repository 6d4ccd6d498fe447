/// What a track carries besides its sound.
public struct Annotations: Sendable {
  public var tags: Tags
  public var markers: Markers
  public var recipe: Recipe?
  /// The recipe as it stands in the file, once it is known which kind that is.
  var sealed: [UInt8]?

  public init(tags: Tags = Tags(), markers: Markers = Markers(atMost: 0), recipe: Recipe? = nil) {
    self.tags = tags
    self.markers = markers
    self.recipe = recipe
  }

  /// Those that a kind of file can carry.
  func fitting(_ container: Container) -> Annotations {
    var fitting = Annotations(tags: tags, markers: Markers(markers, in: container), recipe: recipe)
    fitting.sealed = recipe?.sealed
    return fitting
  }
}
