// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("72: who takes a lease, and who does not", .tags(.machine))
struct ElectionAcquiringTests {
    @Test("a lease that is not there is created")
    func absent() {
        var election = ElectionScript()
        #expect(election.begin() == ["read"])
        #expect(election.receive(.missing) == ["create me 0"])
        #expect(election.accept("1") == ["lead in 0"])
        #expect(election.machine.holder == "me")
    }

    @Test("a lease that was given back is taken at once, for a term of its own")
    func released() {
        var election = ElectionScript()
        _ = election.begin()
        let lease = ElectionScript.lease("", transitions: 4, seconds: 1)
        #expect(election.receive(.found(lease)) == ["update 9 to me 5"])
        #expect(election.accept("10") == ["lead in 5"])
    }

    @Test("a lease that is held is not taken as long as it changes, whatever times are written in it")
    func held() {
        var election = ElectionScript()
        _ = election.begin()
        #expect(election.receive(.found(ElectionScript.lease("other", renewed: 1))) == ["follow other"])
        for renewed in 2..<30 {
            #expect(election.advanceToWakeUp() == ["read"])
            // Years in the past, then years in the future.
            let time = Int64(renewed) * (renewed < 15 ? 1 : 1_000_000_000)
            #expect(election.receive(.found(ElectionScript.lease("other", renewed: time))).isEmpty)
        }
        #expect(election.machine.leadership == nil)
        #expect(election.machine.holder == "other")
    }

    @Test("a lease that has not changed for its duration is taken then, and not before")
    func expired() {
        var election = ElectionScript()
        _ = election.begin()
        let lease = ElectionScript.lease("other", transitions: 2)
        _ = election.receive(.found(lease))
        var words: [String] = []
        while words.isEmpty {
            _ = election.advanceToWakeUp()
            words = election.receive(.found(lease))
            guard election.elapsed <= .seconds(15) else { break }
        }
        #expect(election.elapsed == .seconds(15), "the one who waits looks just when the lease ends")
        #expect(words == ["update 9 to me 3"])
    }

    @Test("that somebody wrote a note on a lease does not prolong it; that another took it does")
    func observation() {
        var election = ElectionScript()
        _ = election.begin()
        _ = election.receive(.found(ElectionScript.lease("other", version: "1")))
        _ = election.advance(by: .seconds(14))
        _ = election.receive(.found(ElectionScript.lease("other", version: "2")))
        #expect(election.wait == .seconds(1))
        _ = election.advanceToWakeUp()
        #expect(election.receive(.found(ElectionScript.lease("third", transitions: 1))) == ["follow third"])
    }

    @Test("a lease with this process's name, from a write whose answer was lost, is taken for another term")
    func own() {
        var election = ElectionScript()
        _ = election.begin()
        _ = election.receive(.missing)
        #expect(election.receive(.failed(ElectionScript.failure)) == ["read"])
        #expect(election.receive(.found(ElectionScript.lease("me"))) == ["update 9 to me 1"])
    }

    @Test("who loses the race for a free lease looks again, and waits")
    func race() {
        var election = ElectionScript()
        _ = election.begin()
        _ = election.receive(.found(ElectionScript.lease("")))
        #expect(election.receive(.failed(ElectionScript.conflict)) == ["read"])
        #expect(election.receive(.found(ElectionScript.lease("other", transitions: 1))) == ["follow other"])
        #expect(election.wait.map { $0 >= .seconds(2) && $0 <= .seconds(2.4) } == true)
    }

    @Test("an answer that took so long that the lease is almost over is not trusted")
    func lateAnswer() {
        var election = ElectionScript()
        _ = election.begin()
        _ = election.receive(.missing)
        #expect(election.advance(by: .seconds(5)) == ["cancel", "read"])
        var slow = ElectionScript()
        _ = slow.begin()
        #expect(slow.advance(by: .seconds(5)) == ["cancel"], "a request that hangs is given up")
        #expect(slow.advanceToWakeUp() == ["read"])
    }

    @Test("an epoch that was seen is not used again when the lease was deleted meanwhile")
    func deletedWhileWaiting() {
        var election = ElectionScript()
        _ = election.begin()
        _ = election.receive(.found(ElectionScript.lease("other", transitions: 7)))
        _ = election.advanceToWakeUp()
        #expect(election.receive(.missing) == ["create me 8"])
    }

    @Test("times that do not fit together are refused")
    func configuration() {
        var configuration = ElectionConfiguration(identity: "me")
        #expect(configuration.problem == nil)
        #expect(configuration.requestTimeout == .seconds(5))
        configuration.renewDeadline = .seconds(14)
        #expect(configuration.problem != nil)
        configuration.renewDeadline = .seconds(2)
        #expect(configuration.problem != nil)
        configuration.renewDeadline = .seconds(10)
        configuration.retryPeriod = .zero
        #expect(configuration.problem != nil)
    }
}

@Suite("73 to 75: how a leader keeps a lease, loses it and gives it back", .tags(.machine))
struct ElectionLeadingTests {
    @Test("73: a lease counts from before it was sent, and ends before others may take it")
    func validity() {
        var election = ElectionScript()
        _ = election.begin()
        _ = election.receive(.missing)
        let sent = election.now
        _ = election.advance(by: .seconds(3))
        _ = election.accept("1")
        #expect(election.leadership?.validUntil == sent.advanced(by: .seconds(14)))
        #expect(election.machine.leadership?.isValid(at: sent.advanced(by: .seconds(13))) == true)
        #expect(election.machine.leadership?.isValid(at: sent.advanced(by: .seconds(14))) == false)
    }

    @Test("74: a leader renews without looking; what it wrote last is enough")
    func fastPath() {
        var election = ElectionScript.leading()
        for version in 1..<10 {
            #expect(election.advance(by: .seconds(2)) == ["update \(version) to me 0"])
            #expect(election.written.spec.renewTime == election.moment.wallTime)
            #expect(election.written.spec.acquireTime != election.moment.wallTime)
            #expect(election.accept("\(version + 1)") == ["extend"])
        }
    }

    @Test("74: a renewal that failed is looked into, and repeated on what is found")
    func slowPath() {
        var election = ElectionScript.leading()
        _ = election.advance(by: .seconds(2))
        #expect(election.receive(.failed(ElectionScript.conflict)) == ["read"])
        #expect(election.receive(.found(ElectionScript.lease("me", version: "5"))) == ["update 5 to me 0"])
        #expect(election.accept("6") == ["extend"])
    }

    @Test("73: a leader that cannot renew stops at its deadline, in the middle of a request if need be")
    func deadline() {
        var election = ElectionScript.leading()
        var words: [String] = []
        while !words.contains("lose: renewalFailed"), election.elapsed < .seconds(20) {
            words = election.advanceToWakeUp()
            if words.last == "read" || words.last?.hasPrefix("update") == true {
                words += election.receive(.failed(ElectionScript.failure))
            }
        }
        #expect(election.elapsed == .seconds(10))
        #expect(election.machine.leadership == nil)
        #expect(election.wait == nil)
        var hanging = ElectionScript.leading()
        #expect(hanging.advance(by: .seconds(8)) == ["update 1 to me 0", "cancel", "read"])
        #expect(hanging.advance(by: .seconds(2)) == ["cancel", "lose: renewalFailed"])
    }

    @Test("73: a process that was paused beyond its deadline has lost, even if its renewal succeeded")
    func paused() {
        var election = ElectionScript.leading()
        _ = election.advance(by: .seconds(2))
        var paused = election
        // No timer fires while a process is stopped.
        paused.sleepUnnoticed(.seconds(60))
        #expect(paused.machine.leadership?.isValid(at: paused.now) == false)
        #expect(paused.accept("2") == ["cancel", "lose: renewalFailed"])
    }

    @Test("75: a leader that finds somebody else in its lease stops at once")
    func takenOver() {
        var election = ElectionScript.leading()
        _ = election.advance(by: .seconds(2))
        _ = election.receive(.failed(ElectionScript.conflict))
        let words = election.receive(.found(ElectionScript.lease("other", transitions: 1)))
        #expect(words == ["lose: takenOver(by: \"other\")"])
    }

    @Test("75: and so does one whose lease is gone, or has its name from another term")
    func gone() {
        var election = ElectionScript.leading()
        _ = election.advance(by: .seconds(2))
        _ = election.receive(.failed(ElectionScript.conflict))
        var other = election
        #expect(election.receive(.missing) == ["lose: leaseDeleted"])
        #expect(other.receive(.found(ElectionScript.lease("me", transitions: 2))) == ["lose: takenOver(by: \"me\")"])
    }

    @Test("74: a lease is given back as nobody's")
    func release() {
        var election = ElectionScript.leading()
        #expect(election.release() == ["update 1 to nobody 0"])
        #expect(election.machine.leadership == nil, "from this moment on")
        #expect(election.written.spec.leaseDurationSeconds == 1)
        #expect(election.accept("2") == ["released"])
        #expect(election.release().isEmpty)
    }

    @Test("74: a renewal that was under way may have been written: giving back is tried again on what is found")
    func releaseRetries() {
        var election = ElectionScript.leading()
        _ = election.advance(by: .seconds(2))
        #expect(election.release() == ["cancel", "update 1 to nobody 0"])
        #expect(election.receive(.failed(ElectionScript.conflict)) == ["read"])
        #expect(election.receive(.found(ElectionScript.lease("me", version: "2"))) == ["update 2 to nobody 0"])
        #expect(election.accept("3") == ["released"])
    }

    @Test("74: a lease of somebody else is not given back")
    func releaseOfAnother() {
        var election = ElectionScript.leading()
        _ = election.release()
        _ = election.receive(.failed(ElectionScript.conflict))
        #expect(election.receive(.found(ElectionScript.lease("other"))) == ["end"])
        var follower = ElectionScript()
        _ = follower.begin()
        _ = follower.receive(.found(ElectionScript.lease("other")))
        #expect(follower.release() == ["end"])
    }

    @Test("74: a lease that is just being taken is given back when it is known whether it was")
    func releaseWhileAcquiring() {
        var election = ElectionScript()
        _ = election.begin()
        _ = election.receive(.missing)
        #expect(election.release().isEmpty)
        #expect(election.accept("1") == ["update 1 to nobody 0"])
        #expect(election.accept("2") == ["released"])
    }

    @Test("74: to give a lease back is not tried for longer than it lasts")
    func releaseInVain() {
        var election = ElectionScript.leading()
        _ = election.release()
        var words: [String] = []
        while words.last != "end", election.elapsed < .seconds(30) {
            words = election.advanceToWakeUp()
        }
        #expect(election.elapsed == .seconds(14))
    }

    @Test("a leader that does not even notice that its lease is long past hangs")
    func stuck() {
        let election = ElectionScript.leading()
        let tolerance = Duration.seconds(20)
        #expect(!election.machine.isStuck(at: election.now.advanced(by: .seconds(35)), tolerance: tolerance))
        #expect(election.machine.isStuck(at: election.now.advanced(by: .seconds(36)), tolerance: tolerance))
        #expect(!ElectionScript().machine.isStuck(at: election.now.advanced(by: .seconds(99)), tolerance: tolerance))
    }
}
