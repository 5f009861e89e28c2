// SPDX-License-Identifier: Apache-2.0

/// The table of rooms in `ARCHITECTURE.md`.
struct ArchitectureDocument {
    struct Row: Equatable {
        let level: Int
        let imports: Set<String>
    }

    let rooms: [String: Row]

    /// Reads the rows `| 1 | `Room` | `Import`, `Import` | … |`.
    init(_ text: String) {
        var rooms: [String: Row] = [:]
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.split(separator: " ") }
            guard cells.count == 4, let level = cells[0].first.flatMap({ Int($0) }), let name = cells[1].first else {
                continue
            }
            rooms[Self.plain(name)] = Row(level: level, imports: Set(cells[2].map(Self.plain)))
        }
        self.rooms = rooms
    }

    private static func plain(_ word: Substring) -> String {
        word.filter { $0 != "`" && $0 != "," }
    }
}
