// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds adem builds it. `make bench` runs it.
let package = Package(
  name: "Stages",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "adem", path: "../../..")],
  targets: [
    .executableTarget(name: "stages", dependencies: [.product(name: "BreathPacing", package: "adem")])
  ],
  swiftLanguageModes: [.v6]
)
