/// The metadata of a track: tags, markers and recipe.
///
/// ```swift
/// let annotations = Annotations(tags: Tags(title: "Evening", language: "en"))
/// ```
public struct Annotations: Sendable {
  /// The title, the language and other texts.
  public var tags: Tags
  /// The positions that a player can jump to.
  public var markers: Markers
  /// The recipe that the file stores; nil for none.
  public var recipe: Recipe?
  /// The picture that players show; nil for none.
  public var cover: CoverPicture?
  /// The recipe in its encoded form, once the container is known.
  var sealed: [UInt8]?

  /// Annotations with these parts; by default there are none.
  public init(tags: Tags = Tags(), markers: Markers = Markers(atMost: 0), recipe: Recipe? = nil) {
    self.tags = tags
    self.markers = markers
    self.recipe = recipe
  }

  /// Returns the annotations that a container can hold.
  func fitting(_ container: Container) -> Annotations {
    var fitting = Annotations(tags: tags, markers: Markers(markers, in: container), recipe: recipe)
    fitting.sealed = recipe?.sealed
    fitting.cover = cover
    return fitting
  }
}
