import CSndfile
import CSystem
import FileStore
import Platform
import Synthesis

/// The header of a finished file, read independently of the encoder.
package struct SoundHeader {
  let frames: Int64
  let rate: Int64
  let channels: Int64
  let format: Int64

  init(frames: Int64, rate: Int64, channels: Int64, format: Int64) {
    (self.frames, self.rate, self.channels, self.format) = (frames, rate, channels, format)
  }

  /// Reads the header from the descriptor that was written to, so that no other file can take its place. The descriptor
  /// stays open.
  package init(readingFrom descriptor: Int32, in container: Container, path: String) throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError(path, .systemFailed(SystemFailure(.inspect, code: errno)))
    }
    if let header = container.format.header {
      do throws(RecipeProblem) {
        self = try header(.file(descriptor: descriptor, size: Int64(status.st_size)))
      } catch {
        throw SoundFileError(path, .verificationFailed(.init(field: .container, expected: 1, found: 0)))
      }
      return
    }
    let cursor = ByteCursor(.file(descriptor: descriptor, size: Int64(status.st_size)), hidesEnd: false)
    var calls = ByteCursor.calls
    var info = SF_INFO()
    let handle = sf_open_virtual(&calls, Int32(SFM_READ), &info, Unmanaged.passUnretained(cursor).toOpaque())
    let problem = sf_error(nil)
    withExtendedLifetime(cursor) { if handle != nil { sf_close(handle) } }
    if let failure = cursor.failure { throw FileError(path, .systemFailed(failure)) }
    guard handle != nil else {
      throw SoundFileError(path, .libraryFailed(String(cString: sf_error_number(problem))))
    }
    frames = info.frames
    rate = Int64(info.samplerate)
    channels = Int64(info.channels)
    format = Int64(info.format)
  }

  /// Compares the header with the written data.
  ///
  /// - Throws: `.verificationFailed` with the first field that differs.
  package func verify(_ expected: SoundFormat, frames expectedFrames: Int64, in container: Container, path: String)
    throws(SoundFileError)
  {
    let code = Int64(container.format.code(for: expected.samples))
    let type = Int64(SF_FORMAT_TYPEMASK)
    let subtype = Int64(SF_FORMAT_SUBMASK)
    let fields: [(SoundFileError.Mismatch.Field, expected: Int64, found: Int64)] = [
      (.container, code & type, format & type),
      (.samples, code & subtype, format & subtype),
      (.rate, Int64(expected.rate), rate),
      (.channels, Int64(expected.channels), channels),
      (.frames, expectedFrames, frames),
    ]
    for (field, expected, found) in fields where expected != found {
      throw SoundFileError(path, .verificationFailed(.init(field: field, expected: expected, found: found)))
    }
  }
}
