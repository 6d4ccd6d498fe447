import CSystem

extension LUFS {
  /// The offset by which BS.1770 makes a sine of 997 Hz at 0 dBFS, in one channel, −3.01 LUFS.
  private static let offset = -0.691

  init(energy: Double) { self.init(Self.offset + 10 * log10(energy)) }

  /// The weighted mean square, the channels added up.
  var energy: Double { pow(10, (value - Self.offset) / 10) }
}
