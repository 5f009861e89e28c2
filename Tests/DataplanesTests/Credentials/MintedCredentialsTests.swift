// SPDX-License-Identifier: Apache-2.0

import Basics
import Dataplanes
import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import TestSupport
import Testing
import YAMLKit

@Suite("Credentials that Portolan has made")
struct MintedCredentialsTests {
    private let dataplane = Samples.dataplane()

    private func owner() -> OwnerReference {
        OwnerReference(controller: DataplaneCluster.resourceType, dataplane.metadata)
    }

    @Test("are the same when they are read out of their Secret again", arguments: [Duration.seconds(86_400), nil])
    func roundTrip(_ lifetime: Duration?) throws {
        var credentials = Samples.credentials(lifetime: lifetime)
        credentials.isAnchored = lifetime != nil
        let secret = try credentials.secret(of: dataplane, owner: owner()).stored
        let read = try #require(MintedCredentials(secret))
        #expect(read.token.exposed == credentials.token.exposed)
        #expect(read.authoritiesPEM == credentials.authoritiesPEM && read.endpoint == credentials.endpoint)
        #expect(read.serviceAccount == credentials.serviceAccount && read.clusterUID == credentials.clusterUID)
        #expect(read.issuedAt == credentials.issuedAt && read.expiresAt == credentials.expiresAt)
        #expect(read.isAnchored == credentials.isAnchored)
        #expect(read.lineage == credentials.lineage && read.readAgainAt == lifetime.map { Samples.start + $0 * 0.9 })
        #expect(read.isWhole(in: secret, of: dataplane))
        #expect(secret.metadata.key == ObjectKey(namespace: "flyte", name: "dataplane-1-credentials"))
        #expect(secret.metadata.labels == ["portolan.dev/dataplane": "dataplane-1"])
        #expect(secret.metadata.controller?.uid == "uid-1" && secret.type == "Opaque")
    }

    @Test("stand in their Secret without a newline at the end of the token, and with a kubeconfig that works")
    func content() throws {
        let credentials = Samples.credentials(token: Samples.canary)
        let secret = try credentials.secret(of: dataplane, owner: nil).stored
        #expect(Set(secret.data.keys) == ["token", "ca.crt", "server", "kubeconfig"])
        #expect(secret.data["token"]?.exposed == Array(Samples.canary.utf8))
        #expect(secret.data["server"]?.exposed == Array(Samples.endpoint.utf8))
        let kubeconfig = try KubeConfiguration.kubeconfig(try #require(secret.data["kubeconfig"]).exposed, name: "it")
        #expect(kubeconfig.server.origin == Samples.endpoint)
        guard case .token(let token) = kubeconfig.credentials, case .inline(let pem) = kubeconfig.certificateAuthorities
        else {
            Issue.record("the kubeconfig has no token or no authority")
            return
        }
        #expect(token.exposed == Samples.canary && pem.exposed == Array(Samples.authority.utf8))
    }

    @Test("are not taken from a Secret that is not whole")
    func incomplete() throws {
        let whole = try Samples.credentials().secret(of: dataplane, owner: nil).stored
        for key in ["token", "ca.crt", "server"] {
            var secret = whole
            secret.data[key] = nil
            #expect(MintedCredentials(secret) == nil, "without \(key)")
        }
        for note in ["issued-at", "service-account", "cluster-uid"] {
            var secret = whole
            secret.metadata.annotations["portolan.dev/\(note)"] = nil
            #expect(MintedCredentials(secret) == nil, "without \(note)")
        }
        var empty = whole
        empty.data["token"] = Secret([])
        #expect(MintedCredentials(empty) == nil)
    }

    @Test("are not whole in a Secret that somebody has changed")
    func drift() throws {
        let credentials = Samples.credentials()
        let whole = try credentials.secret(of: dataplane, owner: nil).stored
        for key in whole.data.keys {
            var secret = whole
            secret.data[key] = Secret(Array("x".utf8))
            #expect(!credentials.isWhole(in: secret, of: dataplane), "\(key)")
        }
    }

    @Test("show nothing of themselves")
    func secrecy() {
        let credentials = Samples.credentials(token: Samples.canary)
        #expect(!"\(credentials)".contains(Samples.canary))
        #expect(!String(reflecting: credentials).contains(Samples.canary))
    }

    @Test("go to Argo CD in its own form, under a name that no other fleet has")
    func argoCD() throws {
        let secret = ArgoCDSecret(Samples.credentials(), of: dataplane, in: "argocd")
        #expect(secret.key == ObjectKey(namespace: "argocd", name: "flyte.dataplane-1"))
        let stored = try secret.object.stored
        #expect(stored.metadata.labels["argocd.argoproj.io/secret-type"] == "cluster")
        #expect(stored.data["name"]?.exposed == Array("flyte.dataplane-1".utf8))
        #expect(stored.data["server"]?.exposed == Array(Samples.endpoint.utf8))
        let settings = try JSONValue(parsing: try #require(stored.data["config"]).exposed)
        #expect(settings["bearerToken"] == "a.b.c")
        let authorities = settings["tlsClientConfig"]?["caData"]?.string ?? ""
        #expect(try Base64.standard.decode(authorities) == Array(Samples.authority.utf8))
        #expect(ArgoCDSecret.isOwn(stored.metadata, of: dataplane))
        #expect(!ArgoCDSecret.isOwn(stored.metadata, of: Samples.dataplane { $0.metadata.uid = "uid-2" }))
        #expect(!ArgoCDSecret.isOwn(ObjectMeta(name: "flyte.dataplane-1"), of: dataplane))
    }

    @Test("that last are asked for with a Secret of Kubernetes' own kind")
    func lasting() {
        let secret = TokenSecret.lasting(dataplane)
        #expect(secret.key == ObjectKey(namespace: "flyte", name: "portolan-flyte-dataplane-1-token"))
        #expect(secret.intent["type"] == "kubernetes.io/service-account-token")
        #expect(secret.intent.annotations == ["kubernetes.io/service-account.name": "flyteadmin"])
    }
}
