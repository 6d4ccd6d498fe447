import Platform

extension Terminal {
  /// Rows and columns; what terminals once had where the system does not tell.
  var size: (rows: Int, columns: Int) {
    guard let size = terminalSize(descriptor), size.columns > 0, size.rows > 0 else { return (24, 80) }
    return (size.rows, size.columns)
  }
}
