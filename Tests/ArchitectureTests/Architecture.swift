// SPDX-License-Identifier: Apache-2.0

/// What the house is meant to be: the rooms, and the few exceptions from its rules, each with its reason.
///
/// `Package.swift`, `ARCHITECTURE.md` and the sources are compared with this table.
struct Architecture {
    struct Room {
        let level: Int
        let imports: [String]

        init(_ level: Int, _ imports: String...) {
            self.level = level
            self.imports = imports
        }
    }

    let rooms: [String: Room]
    /// Rooms that only tests and benchmarks import, and that the table in `ARCHITECTURE.md` leaves out.
    static let supportRooms: Set<String> = ["TestSupport", "ControlPlaneSupport"]
    /// The rooms that may import a C module; nobody else may.
    let importersOfC: [String: Set<String>]

    static let current = Architecture(
        rooms: [
            "Basics": Room(0, "CSystem"),

            "CommandLineKit": Room(1),
            "FileKit": Room(1),
            "PortolanRouting": Room(1, "Basics"),
            "JSONKit": Room(1, "Basics"),
            "HTTPCore": Room(1, "Basics"),
            "EventLoop": Room(1, "Basics", "CEvent", "CSystem"),

            "Cryptography": Room(2, "Basics", "JSONKit", "COpenSSL"),
            "YAMLKit": Room(2, "Basics", "JSONKit", "CYAML"),
            "Telemetry": Room(2, "Basics", "JSONKit"),
            "KubeCore": Room(2, "Basics", "HTTPCore", "JSONKit"),
            "KubeSchema": Room(2, "Basics", "JSONKit"),

            "HTTPClient": Room(3, "Basics", "EventLoop", "HTTPCore", "CCurl", "CShims"),
            "HTTPServer": Room(
                3,
                "Basics",
                "Cryptography",
                "EventLoop",
                "FileKit",
                "HTTPCore",
                "COpenSSL",
                "CShims"
            ),
            "KubeMerge": Room(3, "Basics", "JSONKit", "KubeSchema"),
            "OtherPrograms": Room(3, "Basics", "CSystem", "Cryptography", "FileKit"),
            "PortolanAPI": Room(3, "Basics", "JSONKit", "KubeCore", "KubeSchema"),

            "KubeServer": Room(
                4,
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

            "KubeClient": Room(
                4,
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

            "KubeRuntime": Room(
                5,
                "Basics",
                "EventLoop",
                "HTTPCore",
                "HTTPServer",
                "JSONKit",
                "KubeClient",
                "KubeCore",
                "Telemetry"
            ),

            "Flyte": Room(
                4,
                "Basics",
                "Cryptography",
                "HTTPClient",
                "HTTPCore",
                "JSONKit",
                "KubeCore",
                "PortolanAPI",
                "YAMLKit"
            ),
            "FlyteSimulator": Room(
                4,
                "HTTPClient",
                "HTTPCore",
                "HTTPServer",
                "JSONKit"
            ),
            "Dataplanes": Room(
                5,
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

            "RoutingService": Room(
                6,
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
            "Simulation": Room(
                6,
                "Basics",
                "HTTPClient",
                "HTTPCore",
                "JSONKit",
                "KubeClient",
                "KubeCore",
                "KubeRuntime",
                "Telemetry"
            ),
            "PortolanControllers": Room(
                7,
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
            "PortolanApp": Room(
                8,
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
            "PortolanCLI": Room(
                9,
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
            "PortolanBench": Room(
                8,
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

            "portolan": Room(10, "CommandLineKit", "PortolanCLI"),
            // Above all rooms: none may import it, for it brings Testing and Foundation.
            "TestSupport": Room(11, "Basics"),
            "ControlPlaneSupport": Room(
                12,
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
            "portolan-soak": Room(9, "Simulation"),
            "portolan-bench": Room(9, "CommandLineKit", "PortolanBench"),
            "runtime-probe": Room(
                9,
                "Basics",
                "EventLoop",
                "HTTPServer",
                "JSONKit",
                "KubeClient",
                "KubeCore",
                "KubeRuntime",
                "Telemetry"
            ),
        ],
        importersOfC: [
            "CSystem": ["Basics", "EventLoop", "KubeClient", "OtherPrograms"],
            "CCurl": ["HTTPClient", "CShims"],
            "COpenSSL": ["Cryptography", "HTTPServer", "CShims"],
            "CEvent": ["EventLoop"],
            "CYAML": ["YAMLKit"],
            "CZlib": ["KubeServer"],
            "CShims": ["HTTPClient", "HTTPServer"],
            "CBuildInfo": ["PortolanCLI"],
        ]
    )

    /// Modules of the toolchain that any room may import.
    static let toolchainModules: Set<String> = ["Glibc", "Synchronization"]
    /// Modules of the toolchain that only some files may import: path → why.
    static let foundationImporters: [String: String] = [:]
    /// Files that may start a task without an owner: path → why.
    static let taskStarters: [String: String] = [
        "Sources/HTTPClient/Engine/Engine.swift": "curl asks for bytes in a callback, their producer is asynchronous",
        "Sources/Basics/Concurrency/SingleFlight.swift": "a flight belongs to all who wait for it, and to none of them",
        "Sources/HTTPClient/Engine/ExchangeUpload.swift": "a body's producer belongs to its exchange, which cancels it",
        "Sources/HTTPServer/Connection/Connection+Responding.swift":
            "a request's handler belongs to its connection, which cancels it when the client is gone",
        "Sources/Simulation/Scheduling/Lane.swift": "a simulated process belongs to its world, which ends it",
        "Sources/Telemetry/Logging/Sinks/LineOutput.swift": "lines that wait for a slow reader belong to nobody",
    ]
    /// Files that may be longer than ``maximumFileLength``: path → why.
    static let longFiles: [String: String] = [:]
    static let maximumFileLength = 400
}
