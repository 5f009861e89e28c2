// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import PortolanRouting

extension RoutingDecision: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("dataplane", dataplane)
            if flyteName != dataplane { writer.field("flyteCluster", flyteName) }
            writer.field("label", label)
            writer.field("matchedBy", match.name)
            writer.field("rule", match.rule?.name)
            writer.field("insteadOf", insteadOf)
            writer.field("strategy", strategy?.rawValue)
            if isStandby { writer.field("standby", true) }
        }
    }
}

extension RoutingExplanation: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("request", request)
            switch outcome {
            case .success(let decision): writer.field("decision", decision)
            case .failure(let refusal): writer.field("problem", Problem(refusal))
            }
            writer.field("sources", sources)
            writer.field("pools", pools)
        }
    }
}

extension RoutingRequest: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if !project.isEmpty { writer.field("project", project) }
            writer.field("domain", domain)
            writer.field("workflow", workflow)
            writer.field("launchPlan", launchPlan)
            writer.field("execution", execution)
            writer.field("label", label)
            writer.field("dataplane", dataplane)
        }
    }
}

extension RoutingExplanation.Source: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("source", name)
            writer.field("says", says)
            writer.field("rule", rule)
            if !overruled.isEmpty { writer.field("overruled", overruled) }
            if isChosen { writer.field("chosen", true) }
        }
    }
}

extension RoutingExplanation.Pool: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("label", label)
            if isFallback { writer.field("fallback", true) }
            writer.field("draw", draw.map(Double.init))
            writer.field("candidates", members)
        }
    }
}

extension RoutingExplanation.Member: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("dataplane", dataplane)
            writer.field("weight", weight)
            writer.field("share", share)
            writer.field("standing", standing.rawValue)
            writer.field("obstacle", obstacle)
            writer.field("arrival", arrival)
            writer.field("upTo", upTo.map(Double.init))
            if isChosen { writer.field("chosen", true) }
        }
    }
}
