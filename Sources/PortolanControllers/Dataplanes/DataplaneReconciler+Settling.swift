// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

extension DataplaneReconciler {
    /// Compares what is in the dataplane with what should be there, and mints credentials where it is time.
    ///
    /// It ends early when the dataplane stops to answer in the middle: then that is what there is to say.
    func settle(
        _ pass: Pass<DataplaneCluster>,
        _ dataplane: DataplaneCluster,
        _ link: DataplaneLink,
        _ look: DataplaneLook,
        _ facts: inout DataplaneFacts
    ) async throws -> Work {
        // Whoever does not answer is asked for nothing. Whoever refuses Portolan's own token may do so because something is
        // missing there; whoever refuses the user's can only be helped by the user.
        guard let uid = facts.clusterUID, look.failure == nil || (look.failure?.isAboutAccess == true && link.isMinted)
        else { return .ended(.done) }
        let work = Settling(reconciler: self, pass: pass, dataplane: dataplane, link: link, clusterUID: uid)
        let (result, error) = try await watch.whileAnswering(pass.key) { [facts] in
            var facts = facts
            do {
                try await work.run(look.failure, &facts)
                return (facts, Problem?.none)
            } catch {
                return (facts, Problem(error: error))
            }
        }
        facts = result
        // What was found in the meantime counts, also for what is said about it.
        facts.report = watch.report(of: pass.key) ?? facts.report
        switch error?.error {
        case nil: return .ended(next(dataplane, facts))
        case let hindered as Hindered: throw hindered
        case let error?:
            let problem = DataplaneProblem(error, link)
            facts.mintingProblem = problem.description
            return .ended(.done, problem)
        }
    }

    private struct Problem: Sendable {
        let error: any Error
    }

    /// When the next pass is due although nothing happens.
    private func next(_ dataplane: DataplaneCluster, _ facts: DataplaneFacts) -> PassOutcome {
        var random = environment.random
        let isWhole = facts.settlement?.isWhole ?? false
        var wait = (isWhole ? settings.repairInterval : min(settings.repairInterval, .seconds(20))).jittered(
            using: &random
        )
        if let renewal = facts.credentials?.renewal(of: dataplane.metadata.name) {
            wait = min(wait, max(.milliseconds(10), renewal.renewAt - environment.wallClock.now))
        }
        return .again(after: wait)
    }
}
