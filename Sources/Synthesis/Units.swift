/// A frequency.
public struct Hertz: Sendable, Hashable {
  public var value: Double

  public init(_ value: Double) { self.value = value }

  static func * (pitch: Hertz, ratio: Double) -> Hertz { Hertz(pitch.value * ratio) }
}

/// A level relative to full scale or to another level.
public struct Decibels: Sendable, Hashable {
  public var value: Double

  public init(_ value: Double) { self.value = value }

  static func + (left: Decibels, right: Decibels) -> Decibels { Decibels(left.value + right.value) }

  /// The factor on an amplitude: −20 dB are 0.1.
  public var gain: Double { Elementary.powerOfTwo(value * Self.powersOfTwo) }

  /// log₂(10) / 20
  private static let powersOfTwo = 0.166_096_404_744_368_12
}

/// How loud something is heard, by ITU-R BS.1770: decibels relative to full scale, weighted like the ear.
public struct LUFS: Sendable, Hashable {
  public var value: Double

  public init(_ value: Double) { self.value = value }
}
