import Dispatch
import Synchronization
import Threads

/// Pieces of work that are done before they are asked for, on other threads, by one who knows what comes.
///
/// Who asks for a piece that nobody has begun does it, and who asks for one that is not done does another one meanwhile. So
/// one thread is enough, and none is idle while there is work. How many pieces are ahead is the caller's to bound.
package final class Lookahead<Value: Sendable> {
  /// A piece of work, and its value when it is done.
  package final class Piece: Sendable {
    fileprivate let value = Mutex<Value?>(nil)
    fileprivate let isDone = DispatchSemaphore(value: 0)
    private let work: @Sendable () -> Value

    fileprivate init(_ work: @escaping @Sendable () -> Value) { self.work = work }

    fileprivate func perform() {
      let value = work()
      self.value.withLock { $0 = value }
      isDone.signal()
    }
  }

  /// What nobody has begun, the earliest first.
  private final class Backlog: Sendable {
    private let pieces = Mutex<[Piece]>([])
    private let isClosed = Atomic(false)
    /// Counts the pieces, also those that the asking thread has taken.
    private let arrivals = DispatchSemaphore(value: 0)

    func append(_ piece: Piece) {
      pieces.withLock { $0.append(piece) }
      arrivals.signal()
    }

    func takeFirst() -> Piece? {
      pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    /// What another thread does, until nothing comes any more.
    func work() {
      while true {
        arrivals.wait()
        if isClosed.load(ordering: .relaxed) { return }
        takeFirst()?.perform()
      }
    }

    func close(threads: Int) {
      pieces.withLock { $0 = [] }
      isClosed.store(true, ordering: .relaxed)
      for _ in 0..<threads { arrivals.signal() }
    }
  }

  private let backlog = Backlog()
  private let helpers: Int
  private var begun = 0

  /// Pieces that are begun before other threads are: a short track pays for none.
  private static var patience: Int { 3 }

  /// - Parameter threads: how many may work at once, the asking one included.
  package init(threads: Int) { helpers = max(0, threads - 1) }

  deinit { backlog.close(threads: begun > Self.patience ? helpers : 0) }

  /// Takes on a piece of work.
  package func begin(_ work: @escaping @Sendable () -> Value) -> Piece {
    let piece = Piece(work)
    backlog.append(piece)
    begun += 1
    if begun == Self.patience + 1 { for _ in 0..<helpers { Workers.start { [backlog] in backlog.work() } } }
    return piece
  }

  /// What a piece has given; it can be asked for again.
  package func value(of piece: Piece) -> Value {
    while true {
      if let value = piece.value.withLock({ $0 }) { return value }
      if let other = backlog.takeFirst() {
        other.perform()
      } else {
        piece.isDone.wait()
        // For who asks again.
        piece.isDone.signal()
      }
    }
  }
}
