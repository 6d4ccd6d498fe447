// swift-tools-version: 6.2
import PackageDescription

// A package that uses Adem as a library, as README.md describes: 'make test-library' builds and runs it.
let package = Package(
  name: "library-package",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "adem", path: "../..")
  ],
  targets: [
    .target(name: "Snippets", dependencies: [.product(name: "BreathPacing", package: "adem")]),
    .executableTarget(name: "Example", dependencies: ["Snippets"]),
  ]
)
