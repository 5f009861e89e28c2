import Basics
import Glibc
import HTTPServer
import JSONKit
import KubeSchema
import KubeServer

struct WidgetStrategy: ResourceStrategy {
    var isBuiltIn: Bool { false }
    var countsGenerations: Bool { true }
}

func rss() -> Int {
    let file = unsafe fopen("/proc/self/statm", "r")
    defer { unsafe fclose(file!) }
    var buffer = [CChar](repeating: 0, count: 200)
    unsafe fgets(&buffer, 200, file)
    let text = unsafe String(cString: buffer)
    return Int(text.split(separator: " ")[1])! * 4096
}

func timed<R>(_ name: String, _ body: () throws -> R) rethrows -> R {
    let start = ContinuousClock.now
    let result = try body()
    print("\(name): \((ContinuousClock.now - start).readable)")
    return result
}

let pods = ResourceID(group: "example.com", plural: "widgets")
func object(_ key: StorageKey, _ revision: UInt64) -> StoredObject {
    let text = "\"metadata\":{\"name\":\"\(key.name)\",\"namespace\":\"\(key.namespace)\",\"uid\":\"0f9f3c2e-1111-2222-3333-444455556666\",\"resourceVersion\":\"\(revision)\"},\"spec\":{\"data\":\"\(String(repeating: "x", count: 850))\"}"
    return StoredObject(key: key, uid: "0f9f3c2e-1111-2222-3333-444455556666", resourceVersion: revision, members: Array(text.utf8), labels: ["app": "bench"])
}

func fill(_ storage: Storage, _ count: Int, random: Bool) {
    var generator = SystemRandomNumberGenerator()
    for number in 0..<count {
        let name = random ? "w-\(generator.next())" : "w-\(1_000_000 + number)"
        let key = StorageKey(namespace: "default", name: name)
        _ = try! storage.update(pods, key) { _ throws(APIFailure) in .put { object(key, $0) } }
    }
}

func resources() throws -> [ServedResource] {
    let namespaces = ServedResource.Names(plural: "namespaces", singular: "namespace", kind: "Namespace")
    let widgets = ServedResource.Names(plural: "widgets", singular: "widget", kind: "Widget")
    var widget = ServedResource(widgets, group: "example.com", version: "v1", isNamespaced: true, strategy: WidgetStrategy())
    widget.schema = try Schema(JSONValue(parsing: """
        {"type": "object", "properties": {"spec": {"type": "object", "required": ["size"], "properties": {
          "size": {"type": "integer", "minimum": 0}, "color": {"type": "string", "default": "blue"}, "data": {"type":"string"}}},
          "status": {"type": "object", "properties": {"ready": {"type": "boolean"}}}}}
        """))
    widget.subresources.hasStatus = true
    return [ServedResource(namespaces, group: "", version: "v1", isNamespaced: false, strategy: PlainStrategy()), widget]
}

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "memory":
    for random in [false, true] {
        let before = rss()
        let storage = Storage()
        timed("100,000 creates \(random ? "random" : "in order")") { fill(storage, 100_000, random: random) }
        print("bytes per object: \((rss() - before) / 100_000)")
        timed("full list") { _ = storage.page(pods, namespace: nil) }
        timed("200 pages of 500") {
            var last: StorageKey?
            while let page = storage.page(pods, namespace: "default", after: last, limit: 500), let next = page.objects.last { last = next.key }
        }
        timed("1,000 creates, a list held between") {
            var held: [Storage.Page] = []
            for number in 0..<1000 {
                held = [storage.page(pods, namespace: nil, limit: 10)!]
                let key = StorageKey(namespace: "default", name: "x\(number)")
                _ = storage.update(pods, key) { _ in .put { object(key, $0) } }
            }
            _ = held
        }
    }
case "journal":
    let folder = arguments[2]
    let durability: Journal.Durability = arguments.count > 3 ? .machine : .process
    do {
        let storage = try timed("open") { try Storage(journal: Journal(folder: folder, durability: durability, observe: { print($0) })) }
        print("revision \(storage.revision), rss \(rss() / 1_000_000) MB")
        if storage.revision < 1000 { timed("100,000 creates with journal") { fill(storage, 100_000, random: true) } }
    }
default:
    let folder: String? = arguments.count > 2 ? arguments[2] : nil
    let storage = if let folder { try Storage(journal: Journal(folder: folder, durability: arguments.count > 3 ? .machine : .process, observe: { print($0) })) } else { Storage() }
    let server = APIServer(storage: storage, registry: Registry(try resources())) { _, _ throws(APIFailure) in UserInfo(name: "x", groups: [UserInfo.mastersGroup]) }
    let key = StorageKey(name: "default")
    _ = storage.update(ResourceID(group: "", plural: "namespaces"), key) { old in old != nil ? .keep : .put { StoredObject(key: key, uid: "u", resourceVersion: $0, members: Array("\"metadata\":{\"name\":\"default\",\"uid\":\"u\",\"resourceVersion\":\"\($0)\"}".utf8)) } }
    let configuration = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 18_081))
    let http = HTTPServer(configuration) { await server.handle($0) }
    let address = try await http.start()
    print("listening \(address)")
    await storage.run()
}
