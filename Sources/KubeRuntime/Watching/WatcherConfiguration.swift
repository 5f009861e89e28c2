// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What is watched, and how patiently.
package struct WatcherConfiguration: Sendable, Hashable {
    /// What is watched, for messages: `pods`, or `pods in "kube-system"`.
    package var name: String
    /// Which objects are watched; everything there is by default.
    package var labelSelector = LabelSelector.everything
    package var fieldSelector = FieldSelector.everything
    /// Whether lists are asked for in the form of a watch first (KEP-3157), which costs the server a fraction.
    package var usesStreamingLists = true
    /// How many objects a page of a list has.
    package var pageSize = 500
    /// After how long the server is asked to end a watch: at random between these, so that not all end at once.
    package var watchTimeout = Duration.seconds(300)...Duration.seconds(600)
    /// How much longer than that a watch may be silent before its connection counts as dead.
    package var silenceMargin = Duration.seconds(5)
    /// A watch that ends sooner than this, and without an event, is a failure.
    package var shortestWatch = Duration.seconds(1)
    /// For how long a watch that fails with the server's own errors is tried again before a list is asked for.
    package var serverFailurePatience = Duration.seconds(60)
    /// How long a streaming list may be silent before it counts as one that does not end.
    package var streamingListPatience = Duration.seconds(30)
    /// How often a streaming list may be refused or break off before pages are asked for instead.
    package var streamingListAttempts = 3
    /// How often it is said that a streaming list has not ended yet.
    package var streamingListWarning = Duration.seconds(10)

    /// All objects of a resource.
    package init(name: String) {
        self.name = name
    }
}
