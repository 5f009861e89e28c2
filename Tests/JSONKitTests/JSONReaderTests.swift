// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

/// A struct as a resource would be written: defaults, nested structs, collections, optionals.
private struct Widget: JSONDecodable, Equatable {
    var name = ""
    var replicas: Int32?
    var weight = 1.5
    var isPaused = false
    var labels: [String: String] = [:]
    var limits: [String: Int] = [:]
    var ports: [UInt16] = []
    var parts: [Widget] = []
    var owner: Owner?
    var note: String? = "none"

    struct Owner: JSONDecodable, Equatable {
        var uid = ""

        init(uid: String) {
            self.uid = uid
        }

        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "uid": try reader.read(into: &uid)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }

    init() {}

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &name)
            case "replicas": try reader.read(into: &replicas)
            case "weight": try reader.read(into: &weight)
            case "paused": try reader.read(into: &isPaused)
            case "labels": try reader.read(into: &labels)
            case "limits": try reader.read(into: &limits)
            case "ports": try reader.read(into: &ports)
            case "parts": try reader.read(into: &parts)
            case "owner": try reader.read(into: &owner)
            case "note": note = try reader.read()
            default: try reader.skipValue(of: key)
            }
        }
    }
}

@Suite("A typed struct")
struct JSONReaderTests {
    private func widget(_ text: String, options: JSONReader.Options = .init()) throws(JSONError) -> Widget {
        try Widget(parsing: text, options: options)
    }

    @Test("reads every kind of field")
    func everyKind() throws {
        let widget = try widget(
            """
            { "name": "a", "replicas": 3, "weight": 0.25, "paused": true, "labels": {"x": "1", "y": "2"},
              "limits": {"cpu": 4}, "ports": [80, 65535], "parts": [{"name": "b"}, {}], "owner": {"uid": "u"} }
            """
        )
        #expect(widget.name == "a")
        #expect(widget.replicas == 3)
        #expect(widget.weight == 0.25)
        #expect(widget.isPaused)
        #expect(widget.labels == ["x": "1", "y": "2"])
        #expect(widget.limits == ["cpu": 4])
        #expect(widget.ports == [80, 65535])
        #expect(widget.parts.map(\.name) == ["b", ""])
        #expect(widget.owner == Widget.Owner(uid: "u"))
    }

    @Test("keeps its defaults where a field is absent or null")
    func nullIsAbsent() throws {
        let nulls = """
            {"name":null,"replicas":null,"weight":null,"paused":null,"labels":null,"limits":null,"ports":null,
             "parts":null,"owner":null}
            """
        #expect(try widget(nulls) == Widget())
        #expect(try widget("{}") == Widget())
    }

    @Test("sets an optional field to nil when it asks for the value and not only for a value")
    func optional() throws {
        #expect(try widget(#"{"note":null}"#).note == nil)
        #expect(try widget(#"{"note":"x"}"#).note == "x")
    }

    @Test("skips what it does not know, however it is nested")
    func skips() throws {
        let text = #"{"a":[1,{"b":[[],{}]},"\\\"",null,true,false,-1.5e3],"name":"n","z":{"name":"other"}}"#
        #expect(try widget(text).name == "n")
    }

    @Test("takes the last of two equal keys, as Go does")
    func duplicates() throws {
        #expect(try widget(#"{"name":"a","name":"b"}"#).name == "b")
    }

    @Test("matches keys that are written with escapes")
    func escapedKeys() throws {
        #expect(try widget(#"{"na\u006de":"x","n\/a":1}"#).name == "x")
        #expect(try widget(#"{"labels":{"a\/b":"c\nd","é":"\u00e9"}}"#).labels == ["a/b": "c\nd", "é": "é"])
    }

    @Test("shares equal dictionaries and strings without mixing them up", arguments: [1, 700, 3000])
    func sharing(distinct: Int) throws {
        let sets = (0..<3000).map { index in
            let set = index % distinct
            return
                #"{"labels":{"team-number-\#(set)":"value \#(set)","k":"v"},"limits":{"key-number-\#(set)":\#(index)}}"#
        }
        let parts = try widget(#"{"parts":[\#(sets.joined(separator: ","))]}"#).parts
        #expect(parts.count == 3000)
        for (index, part) in parts.enumerated() {
            #expect(part.labels == ["team-number-\(index % distinct)": "value \(index % distinct)", "k": "v"])
            #expect(part.limits == ["key-number-\(index % distinct)": index])
        }
    }

    @Test("hands out the text of a value unread")
    func rawValue() throws {
        struct Raw: JSONDecodable {
            var text: [UInt8] = []

            init(from reader: inout JSONReader) throws(JSONError) {
                try reader.beginArray()
                while try reader.nextElement() { text = try reader.readRawValue() }
            }
        }
        let raw = try Raw(parsing: #"[ 1, {"a" : [ 2 ]}  ]"#)
        #expect(String(decoding: raw.text, as: UTF8.self) == #"{"a" : [ 2 ]}"#)
    }

    @Test("is read out of a tree as out of a text")
    func tree() throws {
        let tree: JSONValue = ["name": "a", "parts": [["name": "b"]], "labels": ["x": "y"]]
        #expect(try Widget(decoding: tree) == Widget(parsing: tree.serialized()))
        #expect(try JSONValue(encoding: ["x": [1, 2]]) == ["x": [1, 2]])
        let error = #expect(throws: JSONError.self) { try Widget(decoding: ["parts": [["name": 1]]]) }
        #expect(error?.path == "parts[0].name")
    }

    @Test("refuses unknown keys when told to")
    func unknownKeys() throws {
        #expect(try widget(#"{"name":"a"}"#, options: .strict).name == "a")
        let error = #expect(throws: JSONError.self) { try widget(#"{"owner":{"uidd":1}}"#, options: .strict) }
        #expect(error?.code == .unknownKey)
        #expect(error?.path == "owner.uidd")
    }

    @Test("refuses duplicate keys when told to, in what it reads and in what it skips")
    func duplicateKeys() throws {
        var options = JSONReader.Options()
        options.duplicateKeys = .refused
        for text in [#"{"name":"a","na\u006de":"b"}"#, #"{"x":[{"name":"a","name":"b"}]}"#] {
            let error = #expect(throws: JSONError.self) { try widget(text, options: options) }
            #expect(error?.code == .duplicateKey)
            #expect(error?.message == #"the key "name" appears twice"#)
        }
        let nested = #"{"name":"a","x":{"name":"b"},"owner":{"uid":"1"},"parts":[{"name":"c"},{"name":"d"}]}"#
        #expect(try widget(nested, options: options).parts.count == 2)
        #expect(throws: JSONError.self) { try JSONValue(parsing: #"{"a":1,"a":1}"#, options: options) }
        #expect(try JSONValue(parsing: #"{"a":1,"a":2}"#)["a"] == 2)
    }
}

@Suite("A reader's limits")
struct JSONReaderLimitTests {
    private func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test("hold for values that are read, kept or skipped", arguments: [1, 62, 63, 64, 65, 127, 200, 512])
    func depth(limit: Int) throws {
        var options = JSONReader.Options()
        options.maximumDepth = limit
        _ = try JSONValue(parsing: nested(limit), options: options)
        _ = try SkippedValue(parsing: nested(limit), options: options)
        _ = try WalkedValue(parsing: nested(limit), options: options)
        for path in 0..<3 {
            let error = #expect(throws: JSONError.self) {
                switch path {
                case 0: _ = try JSONValue(parsing: nested(limit + 1), options: options)
                case 1: _ = try SkippedValue(parsing: nested(limit + 1), options: options)
                default: _ = try WalkedValue(parsing: nested(limit + 1), options: options)
                }
            }
            #expect(error?.code == .limit)
            #expect(error?.message == "the document is nested deeper than \(limit) levels")
            #expect(error?.location?.offset == limit)
        }
    }

    @Test("tell objects from arrays at any depth")
    func mixed() throws {
        let text = String(repeating: #"{"a":["#, count: 150) + String(repeating: "]}", count: 150)
        _ = try SkippedValue(parsing: text)
        let wrong = String(repeating: #"{"a":["#, count: 150) + "}" + String(repeating: "]}", count: 149)
        #expect(throws: JSONError.self) { try SkippedValue(parsing: wrong) }
        #expect(throws: JSONError.self) { try SkippedValue(parsing: String(text.dropLast())) }
    }

    @Test("hold for the size of a document")
    func size() throws {
        var options = JSONReader.Options()
        options.maximumByteCount = 4
        #expect(try JSONValue(parsing: "true", options: options) == true)
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "false", options: options) }
        #expect(error?.description == "the document has 5 bytes; the limit is 4")
    }
}
