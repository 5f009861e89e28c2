// SPDX-License-Identifier: Apache-2.0

import Basics
import PortolanRouting
import Testing

@testable import PortolanApp

@Suite("The operator's configuration file")
struct OperatorConfigurationTests {
    static let head = "apiVersion: config.portolan.dev/v1alpha1\nkind: PortolanConfiguration\n"

    @Test("says what it says, and the rest is as usual")
    func whole() throws {
        let text =
            Self.head + """
                watchNamespaces: [flyte, team-a]
                routing:
                  strategy: Flyte
                  defaultLabel: label1
                  fallbackLabels: [spot, any]
                  onNoDataplane: AnyDataplane
                  bind: 127.0.0.1:0
                  access: Everybody
                  tls: { certificate: /tls/tls.crt, key: /tls/tls.key }
                metrics: { bind: ":9090", debug: true }
                logging: { levels: "warning,routing=debug" }
                """
        let configuration = try OperatorConfiguration.parse(Array(text.utf8))
        #expect(configuration.watchNamespaces == ["flyte", "team-a"])
        #expect(configuration.routing.settings.strategy == .flyte)
        #expect(configuration.routing.settings.defaultLabel == "label1")
        #expect(configuration.routing.settings.fallbackLabels == ["spot", "any"])
        #expect(configuration.routing.settings.onNoDataplane == .anyDataplane)
        #expect(configuration.routing.bind == "127.0.0.1:0" && configuration.routing.access == .everybody)
        #expect(configuration.routing.tls?.key == "/tls/tls.key")
        #expect(configuration.metrics.bind == ":9090" && configuration.metrics.debug)
        #expect(configuration.logging.levels == "warning,routing=debug")
        #expect(try OperatorConfiguration.parse(Array(Self.head.utf8)) == OperatorConfiguration())
    }

    @Test("says who leads, and what holds for dataplanes")
    func leadership() throws {
        let text =
            Self.head + """
                leaderElection: { namespace: portolan, name: other, leaseDuration: 30s, renewDeadline: 20s, retryPeriod: 1s500ms }
                dataplanes:
                  allowedAddresses: [127.0.0.0/8, "::1"]
                  suspectShare: 0.75
                  argoCDNamespace: argocd
                  deletionPatience: 1h30m
                  repairInterval: 1m
                """
        let configuration = try OperatorConfiguration.parse(Array(text.utf8))
        let election = configuration.leaderElection
        #expect(election.isEnabled && election.namespace == "portolan" && election.name == "other")
        #expect(election.leaseDuration == .seconds(30) && election.renewDeadline == .seconds(20))
        #expect(election.retryPeriod == .milliseconds(1_500))
        let dataplanes = configuration.dataplanes
        #expect(dataplanes.allowedAddresses.map(\.description) == ["127.0.0.0/8", "::1/128"])
        #expect(dataplanes.suspectShare == 0.75 && dataplanes.argoCDNamespace == "argocd")
        #expect(dataplanes.deletionPatience == .seconds(5_400) && dataplanes.repairInterval == .seconds(60))
        let alone = try OperatorConfiguration.parse(Array((Self.head + "leaderElection: { enabled: false }").utf8))
        #expect(!alone.leaderElection.isEnabled)
        let usual = OperatorConfiguration()
        #expect(usual.leaderElection.isEnabled && usual.leaderElection.namespace == nil)
        #expect(usual.dataplanes.allowedAddresses == [] && usual.dataplanes.argoCDNamespace == nil)
    }

    @Test("says which Flyte is told of the fleet")
    func flyte() throws {
        let text =
            Self.head + """
                flyte:
                  enabled: true
                  namespace: workflows
                  admin: { endpoint: "http://flyteadmin.workflows:80", tokenFile: /token }
                  rollouts: [{ kind: Deployment, name: flyteadmin }, { name: sync }]
                  takeOver: true
                """
        let flyte = try OperatorConfiguration.parse(Array(text.utf8)).flyte
        #expect(flyte.isEnabled && flyte.takesOver && flyte.namespace == "workflows")
        #expect(flyte.adminEndpoint == "http://flyteadmin.workflows:80" && flyte.adminTokenFile == "/token")
        #expect(flyte.rollouts == ["flyteadmin", "sync"])
        let usual = OperatorConfiguration().flyte
        #expect(!usual.isEnabled && !usual.takesOver && usual.rollouts == ["flyteadmin", "syncresources"])
    }

    struct Mistake: CustomTestStringConvertible {
        let text: String
        let message: String

        var testDescription: String { message }

        init(_ text: String, _ message: String) {
            self.text = text
            self.message = message
        }
    }

    static let mistakes = [
        Mistake("", "the file is empty"),
        Mistake("a: [", "line 2, column 1"),
        Mistake("kind: PortolanConfiguration", "apiVersion has to be config.portolan.dev/v1alpha1"),
        Mistake(head + "rooting: {}", "line 3, column 1: rooting: "),
        Mistake(head + "namespace: flyte", "line 3, column 1: namespace: "),
        Mistake(head + "watchNamespaces: flyte", "line 3, column 1: watchNamespaces: expected an array"),
        Mistake(head + "watchNamespaces:\n- a\n- Team", "line 5, column 3: watchNamespaces[1]: \"Team\" is no name"),
        Mistake(head + "watchNamespaces: [a, \"\"]", "line 3, column 22: watchNamespaces[1]: \"\" is no name"),
        Mistake(head + "watchNamespaces: [a.b]", "watchNamespaces[0]: \"a.b\" is no name of a namespace"),
        Mistake(head + "watchNamespaces: [a, null]", "watchNamespaces[1]: expected a string"),
        Mistake(
            head + "watchNamespaces:\n- a\n- b\n- a",
            "line 6, column 3: watchNamespaces[2]: \"a\" is in the list already"
        ),
        Mistake(head + "routing:\n  stratgy: Flyte", "line 4, column 3: routing.stratgy: "),
        Mistake(
            head + "routing:\n  strategy: Random",
            "line 4, column 3: routing.strategy: \"Random\" is not possible"
        ),
        Mistake(head + "routing:\n  fallbackLabels: [a, 5]", "routing.fallbackLabels[1]: expected a string"),
        Mistake(head + "routing:\n  tls: { key: a }", "routing.tls: certificate and key have to name a file each"),
        Mistake(head + "flyte:\n  takeover: true", "line 4, column 3: flyte.takeover: "),
        Mistake(head + "flyte:\n  admin: { endpoint: flyteadmin }", "flyte.admin.endpoint: \"flyteadmin\" is no URL"),
        Mistake(
            head + "flyte:\n  rollouts: [{ kind: StatefulSet, name: a }]",
            "flyte.rollouts[0]: only a Deployment can be started again"
        ),
        Mistake(head + "metrics: 5", "line 3, column 1: metrics: expected an object"),
        Mistake(head + "leaderElection:\n  leese: 5s", "line 4, column 3: leaderElection.leese: "),
        Mistake(
            head + "leaderElection:\n  leaseDuration: soon",
            "line 4, column 3: leaderElection.leaseDuration: \"soon\" is no stretch of time such as 90s, 15m or 1h30m"
        ),
        Mistake(
            head + "leaderElection: { retryPeriod: 0s }",
            "leaderElection.retryPeriod: \"0s\" is no stretch of time"
        ),
        Mistake(head + "leaderElection: { leaseDuration: 5s, renewDeadline: 10s }", "leaderElection: "),
        Mistake(
            head + "dataplanes:\n  allowedAddresses: [10.0.0.0/8, ten]",
            "dataplanes.allowedAddresses: \"ten\" is no network such as 10.0.0.0/8"
        ),
        Mistake(head + "dataplanes: { suspectShare: 1.5 }", "dataplanes.suspectShare: a share is from 0 to 1"),
        Mistake(head + "dataplanes: { deletionPatience: -1s }", "dataplanes.deletionPatience: "),
        Mistake(head + "dataplanes: { patience: 1s }", "dataplanes.patience: "),
    ]

    @Test("with a mistake is refused, with the place and what to do", arguments: mistakes)
    func mistake(_ row: Mistake) {
        let error = #expect(throws: ConfigurationError.self) { try OperatorConfiguration.parse(Array(row.text.utf8)) }
        #expect(error?.description.contains(row.message) == true, "\(error?.description ?? "")")
    }
}
