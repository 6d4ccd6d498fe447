import Synthesis
import Testing

@Suite struct GainTests {
  private func levels(_ integrated: Double?, truePeak: Double?) -> Levels {
    Levels(
      integrated: integrated.map { LUFS($0) }, momentary: nil, shortTerm: nil,
      truePeak: truePeak.map { Decibels($0) }, samplePeak: truePeak.map { Decibels($0 - 0.5) })
  }

  private func answer(_ levels: Levels, _ wanted: Double) -> Result<Decibels, UnreachableLoudness> {
    do throws(UnreachableLoudness) {
      return .success(try levels.gain(toReach: LUFS(wanted)))
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: [
    (-30.0, -23.0, 7.0), (-18, -23, -5), (-23, -23, 0), (-29.996, -23, 7), (-30.004_9, -23, 7), (-30.005_1, -23, 7.01),
  ])
  func `A gain is the difference, to a hundredth`(integrated: Double, wanted: Double, gain: Double) {
    #expect(answer(levels(integrated, truePeak: -20), wanted) == .success(Decibels(gain)))
  }

  @Test func `The peaks may reach the ceiling, and not pass it`() {
    #expect(answer(levels(-30, truePeak: -8), -23) == .success(Decibels(7)))
    #expect(
      answer(levels(-30, truePeak: -7.5), -23)
        == .failure(.tooLoud(wanted: LUFS(-23), reachable: LUFS(-23.5), truePeak: Decibels(-0.5))))
  }

  @Test func `What is said to be reachable is`() {
    for hundredths in 0...300 {
      let levels = levels(-30.03, truePeak: -7 + Double(hundredths) / 97)
      guard case .failure(.tooLoud(_, let reachable, _)) = answer(levels, -14) else {
        Issue.record("no refusal")
        return
      }
      #expect(throws: Never.self) { try levels.gain(toReach: reachable) }
    }
  }

  @Test func `Silence has no gain`() {
    #expect(answer(levels(nil, truePeak: nil), -23) == .failure(.silence(wanted: LUFS(-23))))
    #expect(answer(levels(nil, truePeak: -3), -23) == .failure(.silence(wanted: LUFS(-23))))
  }
}
