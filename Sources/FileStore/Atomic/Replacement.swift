/// When a file that exists may be replaced. Links, folders, pipes and devices never are.
public enum Replacement: Sendable, Hashable {
  case never
  case always
  /// Only by whoever wrote it, and only while it is as they left it. Where nothing stands, this is `never`.
  case ifUnchanged(StatSignature)
}
