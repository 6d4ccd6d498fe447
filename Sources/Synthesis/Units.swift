/// A frequency in hertz.
public struct Hertz: Sendable, Hashable {
  /// Cycles per second.
  public var value: Double

  /// A frequency.
  public init(_ value: Double) { self.value = value }

  static func * (pitch: Hertz, ratio: Double) -> Hertz { Hertz(pitch.value * ratio) }
}

/// A level in decibels, relative to full scale or to another level.
public struct Decibels: Sendable, Hashable {
  /// Decibels.
  public var value: Double

  /// A level.
  public init(_ value: Double) { self.value = value }

  static func + (left: Decibels, right: Decibels) -> Decibels { Decibels(left.value + right.value) }

  /// Amplitude factor: −20 dB is 0.1.
  public var gain: Double { Elementary.powerOfTwo(value * Self.powersOfTwo) }

  /// log₂(10) / 20
  private static let powersOfTwo = 0.166_096_404_744_368_12
}

/// Loudness by ITU-R BS.1770: frequency-weighted decibels relative to full scale.
public struct LUFS: Sendable, Hashable {
  /// LUFS.
  public var value: Double

  /// A loudness.
  public init(_ value: Double) { self.value = value }
}
