// SPDX-License-Identifier: Apache-2.0

internal import Glibc

extension [String] {
    /// Lends texts to C as arguments and environments are given to a program: a list of pointers that ends with a null.
    package func withCStrings<Result>(
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = unsafe map { unsafe strdup($0) } + [nil]
        defer {
            for index in indices { unsafe free(pointers[index]) }
        }
        return unsafe body(&pointers)
    }
}
