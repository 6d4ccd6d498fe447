#if os(Linux)
  import Foundation
  import TestSupport

  /// Disks that are mounted for one command and seen by no other process: small ones, or ones that take no writing.
  enum PrivateDisk {
    /// Root may mount; other users may where the system lets them have namespaces of their own.
    static let isPossible: Bool = {
      guard let folder = try? TemporaryFolder() else { return false }
      return (try? mounting("mount -t tmpfs adem .", before: AdemProcess("--version", in: folder)).run().status) == 0
    }()

    static let need = "mounting needs root, or namespaces for users; the disks of `A disk that fails` are full without"

    /// A command that runs with its own mounts.
    ///
    /// - Parameter after: what the shell does when the command has ended; `again` runs it once more.
    static func mounting(_ mounts: String, before process: AdemProcess, after: String = ":") -> AdemProcess {
      var process = process
      let script = """
        again() { "$@"; echo $? > status; }
        \(mounts) || exit 99
        "$@"; status=$?; \(after); exit $status
        """
      process.arguments =
        (geteuid() == 0 ? ["--mount"] : ["--user", "--map-root-user", "--mount"])
        + ["/bin/sh", "-c", script, "sh", process.executable] + process.arguments
      process.executable = "unshare"
      process.environment["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
      return process
    }

    /// A folder of the command's is a disk of that size, in bytes. What is on it in the end is copied to `seen`; then
    /// it grows, the command runs again, and what is there then is copied to `finished`, its exit status to `status`.
    static func small(_ bytes: Int, at name: String, before process: AdemProcess) -> AdemProcess {
      mounting(
        "mkdir -p '\(name)' && mount -t tmpfs -o size=\(bytes) adem '\(name)'", before: process,
        after: """
          mkdir seen finished && cp -a '\(name)/.' seen
          mount -o remount,size=64m '\(name)' && again "$@" && cp -a '\(name)/.' finished
          """)
    }

    /// A folder of the command's takes no writing.
    static func readOnly(_ name: String, before process: AdemProcess) -> AdemProcess {
      mounting("mount --bind '\(name)' '\(name)' && mount -o remount,ro,bind '\(name)'", before: process)
    }
  }
#endif
