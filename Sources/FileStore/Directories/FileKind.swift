#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a name in a folder stands for.
public enum FileKind: String, Sendable {
  case file, link, folder, fifo, device, socket, other

  package init(mode: mode_t) {
    self =
      switch mode & mode_t(S_IFMT) {
      case mode_t(S_IFREG): .file
      case mode_t(S_IFLNK): .link
      case mode_t(S_IFDIR): .folder
      case mode_t(S_IFIFO): .fifo
      case mode_t(S_IFCHR), mode_t(S_IFBLK): .device
      case mode_t(S_IFSOCK): .socket
      default: .other
      }
  }
}
