// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// One set of settings for every Swift target, so that no room plays by other rules than the rest.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A room: what it may import is what is listed here, and `Tests/ArchitectureTests` holds the imports to it.
func room(_ name: String, _ imports: String..., extra: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: imports.map { .init(stringLiteral: $0) }, swiftSettings: settings + extra)
}

/// The tests of a room; they see what the room sees, and what they list besides.
func tests(_ name: String, _ imports: String..., resources: [Resource] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: (["TestSupport"] + imports).map { .init(stringLiteral: $0) },
        resources: resources,
        swiftSettings: settings
    )
}

func executable(_ name: String, _ imports: String...) -> Target {
    .executableTarget(name: name, dependencies: imports.map { .init(stringLiteral: $0) }, swiftSettings: settings)
}

func system(_ name: String, _ pkgConfig: String, _ debianPackage: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([debianPackage])])
}

/// A program that shows how something is done, and that nobody ships.
func example(_ name: String, _ imports: String...) -> Target {
    .executableTarget(
        name: name,
        dependencies: imports.map { .init(stringLiteral: $0) },
        path: "Examples/\(name)",
        swiftSettings: settings
    )
}

/// What libFuzzer calls; it brings `main`, so that nothing of this is declared unless `make fuzz` asks.
func fuzzer(_ name: String, _ imports: String...) -> Target {
    .executableTarget(
        name: name,
        dependencies: imports.map { .init(stringLiteral: $0) },
        path: "Fuzz/\(name)",
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]
    )
}

let fuzzers = [
    fuzzer("FuzzJSON", "JSONKit"),
    fuzzer("FuzzKubeconfig", "KubeClient"),
    fuzzer("FuzzJournal", "KubeServer"),
    fuzzer("FuzzKubeCore", "JSONKit", "KubeCore"),
    fuzzer("FuzzProtobuf", "JSONKit", "KubeServer"),
    fuzzer("FuzzYAML", "JSONKit", "YAMLKit"),
    fuzzer("FuzzHTTP", "HTTPCore", "HTTPServer"),
]

let package = Package(
    name: "portolan",
    products: [
        .executable(name: "portolan", targets: ["portolan"]),
        .executable(name: "portolan-bench", targets: ["portolan-bench"]),
    ],
    targets: [
        // System libraries, and the C that Swift cannot say: variadic functions and macros, no logic.
        system("CCurl", "libcurl", "libcurl4-openssl-dev"),
        system("COpenSSL", "openssl", "libssl-dev"),
        system("CYAML", "yaml-0.1", "libyaml-dev"),
        system("CEvent", "libevent_core", "libevent-dev"),
        system("CZlib", "zlib", "zlib1g-dev"),
        .target(name: "CSystem", path: "Sources/C/CSystem"),
        .target(name: "CShims", dependencies: ["CCurl", "COpenSSL"], path: "Sources/C/CShims"),
        // The commit that is built, for `portolan version`; `make release` passes it on.
        .target(
            name: "CBuildInfo",
            path: "Sources/C/CBuildInfo",
            cSettings: [.define("PORTOLAN_COMMIT", to: "\"\(Context.environment["PORTOLAN_COMMIT"] ?? "")\"")]
        ),

        // 0
        room("Basics", "CSystem"),
        // 1
        // Its reader stands on a `RawSpan`, which a type can hold only with this feature; its users do not need it.
        room("JSONKit", "Basics", extra: [.enableExperimentalFeature("Lifetimes")]),
        room("HTTPCore", "Basics"),
        room("EventLoop", "Basics", "CEvent", "CSystem"),
        room("CommandLineKit"),
        room("FileKit"),
        room("PortolanRouting", "Basics"),
        // 2
        room("Cryptography", "Basics", "JSONKit", "COpenSSL"),
        room("YAMLKit", "Basics", "JSONKit", "CYAML"),
        room("Telemetry", "Basics", "JSONKit"),
        room("KubeCore", "Basics", "HTTPCore", "JSONKit"),
        room("KubeSchema", "Basics", "JSONKit"),
        // 3
        room("HTTPClient", "Basics", "EventLoop", "HTTPCore", "CCurl", "CShims"),
        room("HTTPServer", "Basics", "Cryptography", "EventLoop", "FileKit", "HTTPCore", "COpenSSL", "CShims"),
        room("KubeMerge", "Basics", "JSONKit", "KubeSchema"),
        room("OtherPrograms", "Basics", "CSystem", "Cryptography", "FileKit"),
        room("PortolanAPI", "Basics", "JSONKit", "KubeCore", "KubeSchema"),
        // 4
        room(
            "KubeServer",
            "Basics",
            "Cryptography",
            "FileKit",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeCore",
            "KubeMerge",
            "KubeSchema",
            "Telemetry",
            "YAMLKit",
            "CZlib"
        ),
        room(
            "KubeClient",
            "Basics",
            "CSystem",
            "Cryptography",
            "EventLoop",
            "FileKit",
            "HTTPCore",
            "HTTPClient",
            "JSONKit",
            "KubeCore",
            "YAMLKit"
        ),
        room(
            "Flyte",
            "Basics",
            "Cryptography",
            "HTTPClient",
            "HTTPCore",
            "JSONKit",
            "KubeCore",
            "PortolanAPI",
            "YAMLKit"
        ),
        room("FlyteSimulator", "HTTPClient", "HTTPCore", "HTTPServer", "JSONKit"),
        // 5
        room(
            "KubeRuntime",
            "Basics",
            "EventLoop",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "Telemetry"
        ),
        room(
            "Dataplanes",
            "Basics",
            "Cryptography",
            "EventLoop",
            "HTTPClient",
            "HTTPCore",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "PortolanAPI",
            "YAMLKit"
        ),
        // 6
        room(
            "RoutingService",
            "Basics",
            "Cryptography",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "PortolanAPI",
            "PortolanRouting",
            "Telemetry"
        ),
        room(
            "Simulation",
            "Basics",
            "HTTPClient",
            "HTTPCore",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "Telemetry"
        ),
        // 7
        room(
            "PortolanControllers",
            "Basics",
            "Dataplanes",
            "EventLoop",
            "Flyte",
            "HTTPClient",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "PortolanAPI",
            "PortolanRouting",
            "RoutingService",
            "Telemetry"
        ),
        // 8
        room(
            "PortolanApp",
            "Basics",
            "Dataplanes",
            "EventLoop",
            "FileKit",
            "Flyte",
            "FlyteSimulator",
            "HTTPClient",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "KubeServer",
            "PortolanAPI",
            "PortolanControllers",
            "PortolanRouting",
            "RoutingService",
            "Telemetry",
            "YAMLKit"
        ),
        room(
            "PortolanBench",
            "Basics",
            "CommandLineKit",
            "JSONKit",
            "Telemetry",
            "EventLoop",
            "FileKit",
            "HTTPCore",
            "HTTPClient",
            "HTTPServer",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "OtherPrograms",
            "PortolanAPI",
            "PortolanRouting"
        ),
        // 9
        room(
            "PortolanCLI",
            "Basics",
            "CommandLineKit",
            "FileKit",
            "Flyte",
            "JSONKit",
            "PortolanAPI",
            "PortolanRouting",
            "RoutingService",
            "YAMLKit",
            "Telemetry",
            "PortolanApp",
            "CBuildInfo"
        ),
        // 10
        executable("portolan", "PortolanCLI", "CommandLineKit"),
        executable("portolan-soak", "Simulation"),
        executable("portolan-bench", "CommandLineKit", "PortolanBench"),
        // A process on the runtime, which tests start, kill and stop for a while; no product.
        executable(
            "runtime-probe",
            "Basics",
            "EventLoop",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "Telemetry"
        ),
        example(
            "config-map-replicator",
            "EventLoop",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "Telemetry"
        ),

        // For tests.
        room("TestSupport", "Basics"),
        room(
            "ControlPlaneSupport",
            "Basics",
            "Cryptography",
            "EventLoop",
            "FileKit",
            "HTTPClient",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeServer",
            "OtherPrograms",
            "TestSupport"
        ),
        tests("ArchitectureTests"),
        tests("BasicsTests", "Basics"),
        tests("FileKitTests", "FileKit", "OtherPrograms"),
        tests("OtherProgramsTests", "OtherPrograms", "FileKit"),
        tests("JSONKitTests", "JSONKit", resources: [.copy("Suite")]),
        tests("YAMLKitTests", "YAMLKit", "JSONKit", "OtherPrograms", resources: [.copy("Golden")]),
        tests("TelemetryTests", "Telemetry", "Basics", "JSONKit"),
        tests("CryptographyTests", "Cryptography", "Basics", "JSONKit", "OtherPrograms"),
        tests("HTTPCoreTests", "HTTPCore"),
        tests("EventLoopTests", "EventLoop", "Basics"),
        tests(
            "HTTPClientTests",
            "HTTPClient",
            "HTTPCore",
            "EventLoop",
            "Cryptography",
            "Basics",
            "CCurl",
            "OtherPrograms"
        ),
        tests("HTTPServerTests", "HTTPServer", "HTTPCore", "EventLoop", "Cryptography", "Basics"),
        tests(
            "InteropTests",
            "HTTPClient",
            "HTTPServer",
            "HTTPCore",
            "EventLoop",
            "Cryptography",
            "Basics",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeServer",
            "OtherPrograms"
        ),
        tests("CommandLineKitTests", "CommandLineKit"),
        tests("PortolanAPITests", "PortolanAPI", "FileKit", "JSONKit", "KubeCore", "KubeSchema", "YAMLKit"),
        tests(
            "RoutingServiceTests",
            "RoutingService",
            "Basics",
            "EventLoop",
            "HTTPClient",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "KubeServer",
            "PortolanAPI",
            "PortolanRouting",
            "Telemetry"
        ),
        tests(
            "FlyteTests",
            "Flyte",
            "Basics",
            "Cryptography",
            "FileKit",
            "FlyteSimulator",
            "HTTPClient",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "PortolanRouting",
            "YAMLKit",
            resources: [.copy("Golden")]
        ),
        tests("FlyteSimulatorTests", "FlyteSimulator", "HTTPCore", "HTTPServer", "JSONKit"),
        tests(
            "PortolanControllersTests",
            "PortolanControllers",
            "Basics",
            "ControlPlaneSupport",
            "Cryptography",
            "Dataplanes",
            "EventLoop",
            "FileKit",
            "Flyte",
            "FlyteSimulator",
            "HTTPClient",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "KubeServer",
            "PortolanAPI",
            "PortolanRouting",
            "RoutingService",
            "Telemetry",
            "YAMLKit"
        ),
        tests("PortolanRoutingTests", "PortolanRouting", "Basics", "FileKit", "JSONKit", resources: [.copy("Vectors")]),
        tests("KubeSchemaTests", "KubeSchema", "JSONKit"),
        tests(
            "KubeServerTests",
            "KubeServer",
            "Basics",
            "Cryptography",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeCore",
            "KubeSchema",
            "YAMLKit",
            "OtherPrograms",
            resources: [.copy("Wire/Golden")]
        ),
        tests("KubeCoreTests", "KubeCore", "HTTPCore", "JSONKit", "Basics"),
        tests(
            "SimulationTests",
            "Simulation",
            "Basics",
            "HTTPCore",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "OtherPrograms"
        ),
        tests(
            "KubeRuntimeTests",
            "KubeRuntime",
            "Basics",
            "ControlPlaneSupport",
            "Cryptography",
            "EventLoop",
            "HTTPClient",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeServer",
            "Telemetry",
            "OtherPrograms"
        ),
        tests(
            "DataplanesTests",
            "Dataplanes",
            "Basics",
            "Cryptography",
            "HTTPClient",
            "HTTPCore",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "PortolanAPI",
            "YAMLKit"
        ),
        tests(
            "PortolanAppTests",
            "PortolanApp",
            "Basics",
            "EventLoop",
            "FileKit",
            "Flyte",
            "HTTPCore",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "PortolanAPI",
            "PortolanRouting",
            "YAMLKit",
            "OtherPrograms"
        ),
        tests("PortolanCLITests", "PortolanCLI", "CommandLineKit", "FileKit", "JSONKit", "YAMLKit", "OtherPrograms"),
        tests("KubeMergeTests", "KubeMerge", "Basics", "JSONKit", "KubeSchema", resources: [.copy("Golden")]),
        tests(
            "KubeClientTests",
            "KubeClient",
            "KubeCore",
            "FileKit",
            "HTTPClient",
            "HTTPCore",
            "EventLoop",
            "JSONKit",
            "Cryptography",
            "Basics",
            "OtherPrograms"
        ),
        tests("PortolanBenchTests", "PortolanBench", "FileKit", "JSONKit", "OtherPrograms"),
        // The rooms put together, and everything going wrong at once.
        tests(
            "ScenarioTests",
            "Basics",
            "ControlPlaneSupport",
            "Cryptography",
            "EventLoop",
            "FileKit",
            "HTTPClient",
            "HTTPCore",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "KubeServer",
            "PortolanAPI",
            "PortolanRouting",
            "RoutingService",
            "Telemetry",
            "OtherPrograms"
        ),
        // Programs that others wrote, against `portolan apiserver`.
        tests(
            "ClientTests",
            "FileKit",
            "OtherPrograms",
            resources: [.copy("Charts"), .copy("Programs"), .copy("Transcripts")]
        ),
        // The chart and the manifests beside it, by the tools of others, in an embedded control plane.
        tests(
            "InstallTests",
            "Basics",
            "EventLoop",
            "FileKit",
            "FlyteSimulator",
            "HTTPServer",
            "JSONKit",
            "KubeClient",
            "KubeCore",
            "OtherPrograms",
            "KubeRuntime",
            "KubeServer",
            "PortolanAPI",
            "PortolanApp",
            "PortolanRouting",
            "YAMLKit",
            resources: [.copy("Programs")]
        ),
        // One suite for two servers: the embedded one, and a real one when the environment names it.
        tests(
            "ConformanceTests",
            "ControlPlaneSupport",
            "KubeServer",
            "KubeClient",
            "KubeCore",
            "KubeRuntime",
            "EventLoop",
            "HTTPClient",
            "HTTPServer",
            "HTTPCore",
            "Cryptography",
            "JSONKit",
            "PortolanAPI",
            "YAMLKit",
            "Basics",
            "OtherPrograms"
        ),
    ] + (Context.environment["PORTOLAN_FUZZ"] == nil ? [] : fuzzers),
    swiftLanguageModes: [.v6]
)
