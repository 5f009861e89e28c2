// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Glibc

/// The credentials of a plugin, which is run when there are none or they end; once, however many ask.
final class PluginSource: CredentialSource {
    /// Runs a plugin with variables added to its environment, and returns what it prints.
    typealias Run = @Sendable (CredentialPlugin, [String: String], _ isInteractive: Bool) async throws -> [UInt8]

    /// A credential without an end is used until a server refuses it.
    private static let endOfTime = Timestamp(secondsSinceEpoch: .max / 2)

    private let value: ExpiringValue<Credential>

    init(
        _ plugin: CredentialPlugin,
        clock: WallClock = .system,
        hasTerminal: Bool = isatty(STDIN_FILENO) == 1,
        run: @escaping Run = PluginProcess.run
    ) {
        value = ExpiringValue(clock: clock) {
            if plugin.interaction == .always, !hasTerminal {
                throw CredentialError("the plugin \(plugin.command) wants to ask somebody, and there is no terminal")
            }
            let isInteractive = plugin.interaction != .never && hasTerminal
            var environment: [String: String] = [:]
            for variable in plugin.environment { environment[variable.name] = variable.value }
            environment[ExecCredential.variable] = ExecCredential.request(for: plugin, isInteractive: isInteractive)
            let output = try await run(plugin, environment, isInteractive)
            let (credential, end) = try ExecCredential.answer(output, of: plugin)
            return (credential, end ?? Self.endOfTime)
        }
    }

    func credential() async throws(CredentialError) -> Credential {
        do {
            return try await value.current()
        } catch let error as CredentialError {
            throw error
        } catch {
            throw CredentialError("\(error)")
        }
    }

    func refused(_ credential: Credential) -> Bool {
        value.invalidate(credential)
        return true
    }
}
