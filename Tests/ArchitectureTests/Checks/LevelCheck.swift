// SPDX-License-Identifier: Apache-2.0

/// The table of rooms makes sense in itself: imports go down, and each C module has its named importers.
struct LevelCheck {
    let architecture: Architecture

    func findings() -> [String] {
        architecture.rooms.sorted { $0.key < $1.key }.flatMap { name, room in
            room.imports.compactMap { objection(to: $0, in: name, at: room.level) }
        }
    }

    private func objection(to module: String, in name: String, at level: Int) -> String? {
        if let importers = architecture.importersOfC[module] {
            return importers.contains(name) ? nil : "\(name) imports \(module), which is for \(importers.sorted())"
        }
        guard let imported = architecture.rooms[module] else { return "\(name) imports \(module), which is no room" }
        guard imported.level < level else {
            return "\(name) (level \(level)) imports \(module) (level \(imported.level)); imports go down"
        }
        return nil
    }
}
