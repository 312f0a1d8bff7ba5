// What emulators remember has room for so much: a host plays them for as long as it runs.

import HostCore
import Testing

@testable import HostEmulators

struct BoundsTests {
    @Test func whatWasSetLongestAgoMakesRoom() {
        var values = RecentValues<String, Int>(3)
        for (index, key) in ["a", "b", "c", "a", "d"].enumerated() { values[key] = index }
        #expect(values.count == 3)
        #expect(values["b"] == nil && values["c"] == 2 && values["a"] == 3 && values["d"] == 4)
    }

    /// The place of what was removed is not that of what came under its key afterwards.
    @Test func whatComesAgainIsNew() {
        var values = RecentValues<String, Int>(2)
        values["a"] = 1
        values["a"] = nil
        values["b"] = 2
        values["a"] = 3
        values["c"] = 4
        #expect(values["a"] == 3 && values["b"] == nil && values["c"] == 4)
    }

    /// Against a list that is searched, over keys that are set, set again and removed.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func itForgetsAsAListWould(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var values = RecentValues<UInt64, UInt64>(50)
        var list: [(key: UInt64, value: UInt64)] = []
        for step in UInt64(0)..<5_000 {
            let key = random.next() % 100
            list.removeAll { $0.key == key }
            if random.next() % 4 == 0 {
                values[key] = nil
            } else {
                values[key] = step
                list.append((key, step))
                if list.count > 50 { list.removeFirst() }
            }
        }
        #expect(values.count == list.count)
        for entry in list { #expect(values[entry.key] == entry.value, "seed \(seed)") }
    }

    @Test func aPhoneThatStaysOffHoldsNothingUp() {
        var waiting = WaitingMessages<Int>()
        for number in 0..<EmulatorLimits.waitingMessagesMax { waiting.add(number, for: "off") }
        for number in 0..<3 { waiting.add(number, for: "ana") }
        #expect(waiting.take(for: "off").first == 3)
        #expect(waiting.take(for: "ana") == [0, 1, 2])
        #expect(waiting.take(for: "ana").isEmpty)
    }

    @Test func webhooksThatNobodyTakesHaveAnEnd() {
        let schedule = RetrySchedule(
            firstMilliseconds: 1,
            longestMilliseconds: 1,
            attemptsMax: 1,
            retryAfterMillisecondsMax: 0
        )
        let courier = WebhookCourier(weather: DeliveryWeather(), schedule: schedule, connectionsMax: 1)
        for _ in 0..<EmulatorLimits.parcelsMax + 5 {
            courier.send(Parcel(address: { nil }, headers: { _ in [] }, body: []))
        }
        #expect(courier.pendingCount == EmulatorLimits.parcelsMax)
    }

    @Test func businessesThatAnybodyMayMakeHaveAnEnd() {
        let book = PhoneBook()
        for number in 0..<EmulatorLimits.shopsMax + 5 {
            book.put(Shop(id: String(number), name: "", address: ""))
        }
        #expect(book.shop(String(EmulatorLimits.shopsMax - 1)) != nil)
        #expect(book.shop(String(EmulatorLimits.shopsMax)) == nil)
    }
}
