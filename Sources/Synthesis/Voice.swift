/// A cue while it sounds in a track.
struct Voice {
  let shape: CueShape
  /// The frame of the track at which it begins.
  let start: Int
  let panning: Panning

  var end: Int { start + shape.frames }

  /// Adds what of the cue falls into a block.
  ///
  /// - Parameters:
  ///   - block: interleaved samples.
  ///   - position: the frame of the track with which the block begins.
  func mix(into block: inout [Float], at position: Int, from cache: inout CueCache) {
    let channels = panning.gains.count
    var frame = max(start, position)
    let last = min(end, position + block.count / channels)
    while frame < last {
      let (piece, offset) = (frame - start).quotientAndRemainder(dividingBy: CueCache.pieceFrames)
      let length = min(last - frame, CueCache.pieceFrames - offset)
      let samples = cache.piece(piece, of: shape)
      let first = (frame - position) * channels
      block.withUnsafeMutableBufferPointer { block in
        samples.withUnsafeBufferPointer { samples in
          if channels == 1 {
            for index in 0..<length { block[first + index] += samples[offset + index] }
          } else {
            let (left, right) = (panning.gains[0], panning.gains[1])
            for index in 0..<length {
              block[first + 2 * index] += left * samples[offset + index]
              block[first + 2 * index + 1] += right * samples[offset + index]
            }
          }
        }
      }
      frame += length
    }
  }
}
