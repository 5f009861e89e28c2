// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Cryptography

/// The users of a token file, as `kube-apiserver --token-auth-file` takes it: lines of `token,user,uid,"group1,group2"`.
package struct TokenFile: Sendable {
    /// By the digests of the tokens, so that nothing that prints or compares them can give them away.
    private var users: [[UInt8]: UserInfo] = [:]

    /// A file without users.
    package init() {}

    /// Reads a file; the last of several lines with one token counts, and lines without a token do not.
    package init(parsing text: Secret<String>) throws(TokenFileError) {
        var reader = CSVReader(text.exposed)
        while let record = try reader.nextRecord() {
            guard record.count >= 3 else {
                throw TokenFileError(
                    line: reader.line,
                    "at least 3 columns are needed (token, user name, user uid), found \(record.count)"
                )
            }
            guard !record[0].isEmpty else { continue }
            let groups = record.count > 3 ? record[3].split(separator: ",", omittingEmptySubsequences: false) : []
            add(UserInfo(name: record[1], uid: record[2], groups: groups.map(String.init)), token: Secret(record[0]))
        }
    }

    /// Adds a user with a token of his own.
    package mutating func add(_ user: UserInfo, token: Secret<String>) {
        users[Self.digest(of: token)] = user
    }

    /// Whose token it is, if it stands in the file.
    func user(of token: Secret<String>) -> UserInfo? {
        users.isEmpty ? nil : users[Self.digest(of: token)]
    }

    private static func digest(of token: Secret<String>) -> [UInt8] {
        SHA256.hash(Array(token.exposed.utf8))
    }
}

/// What is wrong with a token file; the line is told, and never what stands there.
package struct TokenFileError: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let message: String

    init(line: Int, _ message: String) {
        self.line = line
        self.message = message
    }

    package var description: String { "the token file, line \(line): \(message)" }
}
