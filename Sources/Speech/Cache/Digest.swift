#if canImport(CryptoKit)
  import CryptoKit
#else
  import COpenSSL
#endif

/// SHA-256, by the system's own library: nothing to compile, and it is kept well there.
enum Digest {
  static let count = 32

  static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    #if canImport(CryptoKit)
      return Array(SHA256.hash(data: bytes))
    #else
      var digest = [UInt8](repeating: 0, count: count)
      SHA256(bytes, bytes.count, &digest)
      return digest
    #endif
  }
}
