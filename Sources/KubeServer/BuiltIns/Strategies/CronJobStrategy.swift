// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Cron jobs.
struct CronJobStrategy: BuiltInStrategy {
    var printer: RowPrinter { .cronJobs }
    var countsGenerations: Bool { true }

    func nameErrors(_ name: String) -> [String] {
        // The controller appends eleven characters to make the names of the jobs, which have room for 63.
        let tooLong = name.utf8.count > 52 ? ["must be no more than 52 characters"] : []
        return ObjectNames.subdomainErrors(name) + tooLong
    }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.change("spec") { spec in
            spec.change("jobTemplate") { job in PodDefaults.fillTemplate(of: &job) }
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors = inSchedule(spec, at: path)
        let numbers = ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"]
        errors += numbers.flatMap { FieldError.negative(path.child($0), spec.int($0)) }
        errors += FieldError.unknownWord(
            path.child("concurrencyPolicy"),
            spec.text("concurrencyPolicy"),
            known: ["Allow", "Forbid", "Replace"]
        )
        let job = spec.object("jobTemplate", "spec")
        return errors + JobStrategy.inSpec(job, at: path.child("jobTemplate", "spec"))
    }

    private func inSchedule(_ spec: JSONObject, at path: FieldPath) -> [FieldError] {
        let schedule = spec.text("schedule")
        let place = path.child("schedule")
        if schedule.isEmpty { return [.required(place)] }
        if schedule.contains("TZ") {
            let detail = "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"
            return [.invalid(place, .string(schedule), detail)]
        }
        let fields = schedule.split(whereSeparator: \.isWhitespace)
        if schedule.hasPrefix("@") || fields.count == 5 { return [] }
        let found = "found \(fields.count): [\(fields.joined(separator: " "))]"
        return [.invalid(place, .string(schedule), "expected exactly 5 fields, \(found)")]
    }
}
