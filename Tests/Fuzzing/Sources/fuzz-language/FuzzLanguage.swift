import LanguageLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The processor time that one input may take, in seconds; a clock would also count what else the machine does.
private let mostTime = 1.0

/// Gives an input of libFuzzer's to the laws of the language, and dies where one does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLanguage(bytes: UnsafePointer<UInt8>?, count: Int) -> CInt {
  let start = clock()
  do {
    try LawInput(UnsafeBufferPointer(start: bytes, count: count)).keepLaws()
  } catch {
    fatalError("\(error)")
  }
  let time = Double(clock() - start) / Double(CLOCKS_PER_SEC)
  if time > mostTime { fatalError("the input takes \(time) s of processor time, and \(mostTime) s are the most") }
  return 0
}
