import LanguageLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The processor time that one input may take, in seconds; a clock would also count what else the machine does.
private let mostTime = 1.0

/// Whether an input is a row of choices for texts with structure, and not a text.
private let isStructured = getenv("ADEM_FUZZ_STRUCTURES") != nil

/// Gives an input of libFuzzer's to the laws of the language, and dies where one does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLanguage(bytes: UnsafePointer<UInt8>?, count: Int) -> CInt {
  let start = clock()
  do {
    let bytes = UnsafeBufferPointer(start: bytes, count: count)
    try (isStructured ? StructuredText(choices: bytes).input : LawInput(bytes)).keepLaws()
  } catch {
    fatalError("\(error)")
  }
  let time = Double(clock() - start) / Double(CLOCKS_PER_SEC)
  if time > mostTime { fatalError("the input takes \(time) s of processor time, and \(mostTime) s are the most") }
  return 0
}
