// SPDX-License-Identifier: Apache-2.0

import CYAML

/// The events of a YAML stream: libyaml's parser together with the text that it reads.
@safe
struct EventReader: ~Copyable {
    // The parser keeps pointers to itself and to the text, so both stay where they are until `deinit`.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>

    init(_ body: ArraySlice<UInt8>) {
        // Like kubectl: a missing newline at the end of the file is added, which block scalars can tell.
        let isTerminated = body.last == UInt8(ascii: "\n")
        unsafe text = .allocate(capacity: body.count + (isTerminated ? 0 : 1))
        let end = unsafe text.initialize(fromContentsOf: body)
        if !isTerminated {
            unsafe text.initializeElement(at: end, to: UInt8(ascii: "\n"))
        }
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        let isReady = unsafe yaml_parser_initialize(parser) == 1
        precondition(isReady, "out of memory")
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe text.deallocate()
    }

    /// The next event; after `streamEnd` or an error there is none.
    mutating func next() throws(YAMLError) -> Event {
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) == 1 else {
                throw unsafe YAMLError(parser.pointee, in: text.span)
            }
            defer { unsafe yaml_event_delete(&event) }
            if let content = unsafe Event.Content(event) {
                return unsafe Event(content: content, position: YAMLPosition(event.start_mark))
            }
        }
    }
}

extension Event.Content {
    /// Copies what is of interest; nil for the start of the stream, which says nothing.
    fileprivate init?(_ event: yaml_event_t) {
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: self = .documentStart
        case YAML_DOCUMENT_END_EVENT: self = .documentEnd
        case YAML_STREAM_END_EVENT: self = .streamEnd
        case YAML_ALIAS_EVENT: self = unsafe .alias(anchor: String(yaml: event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT: self = unsafe .scalar(Event.Scalar(event))
        case YAML_SEQUENCE_START_EVENT:
            self = unsafe .sequenceStart(anchor: String(yaml: event.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: self = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            self = unsafe .mappingStart(anchor: String(yaml: event.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: self = .mappingEnd
        default: return nil
        }
    }
}

extension Event.Scalar {
    fileprivate init(_ event: yaml_event_t) {
        let scalar = unsafe event.data.scalar
        let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        unsafe text = String(decoding: bytes, as: UTF8.self)
        unsafe tag = String(yaml: scalar.tag)
        unsafe anchor = String(yaml: scalar.anchor)
        // libyaml calls a quoted scalar with the tag `!` "plain implicit" too; it is a string all the same.
        isPlain = unsafe tag == nil && scalar.style == YAML_PLAIN_SCALAR_STYLE
    }
}

extension String {
    /// The text of one of libyaml's zero-terminated strings, which are UTF-8 because their source was checked.
    fileprivate init?(yaml pointer: UnsafeMutablePointer<yaml_char_t>?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.init(cString: pointer)
    }
}

extension YAMLPosition {
    /// libyaml counts from zero.
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}
