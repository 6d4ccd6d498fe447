import Platform
import Sidecars

/// A style sheet or a script that is part of the program and is copied into pages.
struct WebResource: Sendable {
  /// The text, exactly as it is between the tags.
  let text: String

  private init(_ bytes: [UInt8], with addition: String = "") {
    text = String(decoding: bytes, as: UTF8.self) + addition
  }

  static let sheetStyle = WebResource(PackageResources.sheet_css)
  static let pageStyle = WebResource(PackageResources.page_css, with: PictureStyle.dark)
  static let pageScript = WebResource(PackageResources.page_js)

  /// The hash of the text in the form of a Content-Security-Policy, `sha256-…`. A browser runs only scripts, and applies
  /// only styles, whose hash the policy lists.
  var integrity: String { "sha256-\(Base64.text(of: SHA256.hash(of: Array(text.utf8))))" }
}

/// SHA-256 (FIPS 180-4), which Content-Security-Policy asks for.
enum SHA256 {
  static func hash(of bytes: [UInt8]) -> [UInt8] {
    var message = bytes + [0x80]
    while message.count % 64 != 56 { message.append(0) }
    let bits = UInt64(bytes.count) * 8
    message += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    var state = initial
    for start in stride(from: 0, to: message.count, by: 64) { mix(message[start..<start + 64], into: &state) }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) } }
  }

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var schedule = [UInt32](repeating: 0, count: 64)
    for (index, byte) in block.enumerated() { schedule[index / 4] = schedule[index / 4] << 8 | UInt32(byte) }
    for index in 16..<64 {
      let (a, b) = (schedule[index - 15], schedule[index - 2])
      schedule[index] =
        schedule[index - 16] &+ (rotated(a, 7) ^ rotated(a, 18) ^ a >> 3)
        &+ schedule[index - 7] &+ (rotated(b, 17) ^ rotated(b, 19) ^ b >> 10)
    }
    var v = state
    for index in 0..<64 {
      let sum = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let first = v[7] &+ sum &+ choice &+ constants[index] &+ schedule[index]
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      let second = (rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)) &+ majority
      v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for index in 0..<8 { state[index] &+= v[index] }
  }

  private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }

  private static let primes: [UInt32] = {
    var found: [UInt32] = []
    var candidate: UInt32 = 2
    while found.count < 64 {
      if !found.contains(where: { candidate % $0 == 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found
  }()

  /// The first 32 bits of the fractional part of a root: the largest `x` with `x^degree ≤ prime · 2^(32·degree)`.
  private static func fraction(ofRoot degree: Int, of prime: UInt32) -> UInt32 {
    var root: UInt64 = 0
    for bit in (0..<36).reversed() {
      let candidate = root | 1 << UInt64(bit)
      let target = UInt128(prime) << UInt128(32 * degree)
      let power = (1..<degree).reduce(UInt128(candidate)) { product, _ in product * UInt128(candidate) }
      if power <= target { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  private static let initial = primes.prefix(8).map { fraction(ofRoot: 2, of: $0) }
  private static let constants = primes.map { fraction(ofRoot: 3, of: $0) }
}
