// SPDX-License-Identifier: Apache-2.0

/// Makes the steps of an expression.
struct PatternCompiler {
    /// More steps than any pattern of sense has; counted repetitions multiply them.
    private static let limit = 20_000

    private var program = PatternProgram()
    private let text: String

    static func compile(_ node: PatternNode, _ text: String) throws(PatternError) -> PatternProgram {
        var compiler = PatternCompiler(text: text)
        try compiler.add(node)
        compiler.program.steps.append(.match)
        return compiler.program
    }

    private init(text: String) {
        self.text = text
    }

    private var end: Int { program.steps.count }

    private mutating func add(_ node: PatternNode) throws(PatternError) {
        guard end < Self.limit else { throw PatternError(code: .size, part: text) }
        switch node {
        case .empty: break
        case .scalar(let scalars): program.append(scalars)
        case .assertion(let assertion): program.steps.append(.assertion(assertion))
        case .sequence(let nodes):
            for node in nodes { try add(node) }
        case .choice(let nodes): try add(choice: nodes[...])
        case .repetition(let node, let minimum, let maximum):
            for _ in 0..<minimum { try add(node) }
            try add(optional: node, maximum.map { $0 - minimum })
        }
    }

    private mutating func add(choice nodes: ArraySlice<PatternNode>) throws(PatternError) {
        guard let first = nodes.first else { return }
        guard nodes.count > 1 else { return try add(first) }
        let fork = end
        program.steps.append(.fork(0))
        try add(first)
        let jump = end
        program.steps.append(.jump(0))
        program.steps[fork] = .fork(end)
        try add(choice: nodes.dropFirst())
        program.steps[jump] = .jump(end)
    }

    /// As often as possible for nil, else up to a number of times.
    private mutating func add(optional node: PatternNode, _ times: Int?) throws(PatternError) {
        guard let times else {
            let fork = end
            program.steps.append(.fork(0))
            try add(node)
            program.steps.append(.jump(fork))
            program.steps[fork] = .fork(end)
            return
        }
        var forks: [Int] = []
        for _ in 0..<times {
            forks.append(end)
            program.steps.append(.fork(0))
            try add(node)
        }
        for fork in forks { program.steps[fork] = .fork(end) }
    }
}
